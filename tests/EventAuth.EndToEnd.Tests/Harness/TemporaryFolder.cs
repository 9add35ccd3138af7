namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>A test's own folders.</summary>
internal static class TemporaryFolder
{
    public static string Make() => Directory.CreateTempSubdirectory("eventauth-e2e-").FullName;
}
