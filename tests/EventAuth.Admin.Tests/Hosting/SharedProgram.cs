namespace EventAuth.Admin.Tests.Hosting;

/// <summary>One running program for tests that change nothing in it.</summary>
public sealed class SharedProgram : IAsyncLifetime
{
    internal RunningProgram Program { get; private set; } = null!;

    public async Task InitializeAsync() => Program = await RunningProgram.StartReadyAsync();

    public async Task DisposeAsync() => await Program.DisposeAsync();
}
