using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>
/// A program that the tests of one class share, with <see cref="SigningKey.Shared"/> as its certificate.
/// Tests of one class run one after the other, so each may set the lists it needs.
/// </summary>
public sealed class RunningProgram : IAsyncLifetime
{
    public AdminProgram Program { get; private set; } = null!;

    public AdminApi Api => Program.Api;

    public IngestClient Ingest => Program.Ingest;

    public async Task InitializeAsync()
    {
        Program = await AdminProgram.StartPreparedAsync();
        await Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
    }

    public Task DisposeAsync() => Program?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
