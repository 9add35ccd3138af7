namespace EventAuth.Admin.Tests.Hosting;

/// <summary>A folder of one test, deleted after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("eventauth-").FullName;

    /// <summary>Where a program of this test keeps its database.</summary>
    public string Storage => Path.Combine(FullPath, "data");

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
