namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>Folders that a test has for itself.</summary>
internal static class TemporaryFolder
{
    public static string Make() => Directory.CreateTempSubdirectory("eventauth-e2e-").FullName;
}
