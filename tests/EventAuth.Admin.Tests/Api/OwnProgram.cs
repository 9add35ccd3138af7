using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Api;

/// <summary>Each test has a program of its own, with its first policy, and a client of its admin API.</summary>
public abstract class OwnProgram : IAsyncLifetime
{
    private protected RunningProgram Program { get; private set; } = null!;

    private protected HttpClient Api { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Program = await StartAsync();
        Api = Program.NewApiClient();
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        await Program.DisposeAsync();
    }

    private protected virtual Task<RunningProgram> StartAsync() => RunningProgram.StartReadyAsync();

    /// <summary>Changes the policy; the version in force must be this one.</summary>
    private protected async Task PutAsync(string policy, int version)
    {
        using var answer = await Api.PutAsync("policy", policy, $"\"{version}\"");
        answer.EnsureSuccessStatusCode();
    }
}
