namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>
/// A program that the tests of one class share, as it is after the first administrator was created. Tests of one class run one after
/// the other, in any order: each leaves what another of them checks as it was, or starts by setting it.
/// </summary>
public class SharedProgram : IAsyncLifetime
{
    public AdminProgram Program { get; private set; } = null!;

    /// <summary>The cookie with which the first administrator is signed in, once a test has signed in; null before.</summary>
    internal string? SignIn { get; set; }

    /// <summary>How many errors in its log a test has reported.</summary>
    internal int ErrorsTold { get; set; }

    public AdminApi Api => Program.Api;

    public IngestClient Ingest => Program.Ingest;

    /// <summary>The settings with which it starts.</summary>
    protected virtual ProgramSettings Settings => new();

    public virtual async Task InitializeAsync() => Program = await AdminProgram.StartPreparedAsync(Settings);

    public virtual Task DisposeAsync() => Program?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
