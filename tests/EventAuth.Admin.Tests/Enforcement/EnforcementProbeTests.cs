using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bunit;
using EventAuth.Admin.Components.Layout;
using EventAuth.Admin.Enforcement;
using EventAuth.Admin.Tests.Components;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Policies;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventAuth.Admin.Tests.Enforcement;

/// <summary>The real program sends itself events, through its real listener.</summary>
public sealed class EnforcementProbeTests
{
    // The least that the pages promise: the pause between two proofs is a minute.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Start_ANewInstallation_IsProvenAndLeavesNoRow()
    {
        await using var program = await StartAsync(new Sabotage());
        using var measurements = new Measurements(program.Services.GetRequiredService<IMeterFactory>(), "eventauth.ingest.requests", "eventauth.ingest.events", "eventauth.storage.commit.size");
        var proof = program.Services.GetRequiredService<EnforcementProof>();
        await ForAsync(proof, state => state.LastProven is not null);
        var first = proof.Current.LastProven;

        await ForAsync(proof, state => state.LastProven > first);

        Assert.Equal(ProofScope.Everything, proof.Current.Scope);
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(program));
        await using var context = await program.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        Assert.Equal(
            (0, 0, 0, 0),
            (await context.Events.CountAsync(), await context.Rejections.CountAsync(), await context.Profiles.CountAsync(), await context.DecisionCounts.CountAsync()));
        Assert.All(await context.Catalog.ToListAsync(), item => Assert.Null(item.LastSeenAt));
        Assert.Empty(measurements.Of("eventauth.ingest.requests"));
        Assert.Empty(measurements.Of("eventauth.ingest.events"));
        Assert.Empty(measurements.Of("eventauth.storage.commit.size"));
        Assert.DoesNotContain("Rejected 1 event", program.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decider_Sabotaged_IsRedOnEveryPageAndNotReadyUntilItIsRepaired()
    {
        var sabotage = new Sabotage();
        await using var program = await StartAsync(sabotage);
        var proof = program.Services.GetRequiredService<EnforcementProof>();
        await ForAsync(proof, state => state.LastProven is not null);
        await using var console = await ConsoleFixture.StartAsync(services => services.AddSingleton(proof));
        var layout = console.Page.Render<MainLayout>();
        Assert.DoesNotContain("does not enforce", layout.Markup, StringComparison.Ordinal);

        sabotage.AcceptsAll = true;
        await ForAsync(proof, state => state.Failure is not null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(program));
        Assert.Contains("Error: ENFORCEMENT FAILED", program.Log.Text, StringComparison.Ordinal);
        Assert.Contains("“form.submit” without a token was accepted", program.Log.Text, StringComparison.Ordinal);
        layout.WaitForAssertion(() => Assert.Contains(
            "This server does not enforce the policy.", layout.Find("main [role=alert] .mud-alert-filled-error, main [role=alert] .mud-alert").TextContent, StringComparison.Ordinal));

        sabotage.AcceptsAll = false;
        await ForAsync(proof, state => !state.HasTrouble);

        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(program));
        layout.WaitForAssertion(() => Assert.DoesNotContain("does not enforce", layout.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Journal_Full_IsAnObstacleAndNoFailure()
    {
        var sabotage = new Sabotage();
        await using var program = await StartAsync(sabotage);
        var proof = program.Services.GetRequiredService<EnforcementProof>();
        await ForAsync(proof, state => state.LastProven is not null);

        sabotage.IsOverloaded = true;
        await ForAsync(proof, state => state.Obstacle is not null);

        Assert.Equal(("the check was answered 503 overloaded", false), (proof.Current.Obstacle, proof.Current.HasTrouble));
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(program));

        sabotage.IsOverloaded = false;
        await ForAsync(proof, state => state.Obstacle is null);
    }

    [Fact]
    public async Task Sender_LimitedToOneRequestASecond_DoesNotDisturbTheProof()
    {
        await using var program = await StartAsync(new Sabotage(), "--RateLimits:IngestPerSecond=1");
        var proof = program.Services.GetRequiredService<EnforcementProof>();
        await ForAsync(proof, state => state.LastProven is not null);
        var first = proof.Current.LastProven;

        await ForAsync(proof, state => state.LastProven > first);

        Assert.Null(proof.Current.Obstacle);
    }

    [Fact]
    public async Task Listener_OverTls_IsProvenToo()
    {
        using var folder = new TemporaryFolder();
        var (certificate, keyFile) = WriteCertificate(folder);
        await using var program = await StartAsync(
            new Sabotage(), "--Listeners:Ingest=https://*:0", $"--Kestrel:Certificates:Default:Path={certificate}",
            $"--Kestrel:Certificates:Default:KeyPath={keyFile}");

        await ForAsync(program.Services.GetRequiredService<EnforcementProof>(), state => state.LastProven is not null);
    }

    [Fact]
    public async Task Console_WithoutAListenerForEvents_ProvesNothing()
    {
        await using var program = await StartAsync(new Sabotage(), "--Listeners:Ingest=");

        await program.Services.GetServices<IHostedService>().OfType<EnforcementProbe>().Single().ExecuteTask!.WaitAsync(Limit);

        Assert.Equal(new EnforcementState(), program.Services.GetRequiredService<EnforcementProof>().Current);
    }

    [Fact]
    public async Task Policy_Monitored_ProvesForgedTokensAlone()
    {
        await using var program = await StartAsync(new Sabotage());
        var proof = program.Services.GetRequiredService<EnforcementProof>();
        var policies = program.Services.GetRequiredService<PolicyMonitor>();
        var revision = policies.Current.Revision;

        policies.Publish(PolicySnapshot.Compile(revision with { Version = revision.Version + 1, Policy = revision.Policy with { Mode = PolicyMode.Monitor } }));

        await ForAsync(proof, state => state.Scope == ProofScope.OnlyMonitored);
        Assert.False(proof.Current.HasTrouble);
    }

    private static Task<RunningProgram> StartAsync(Sabotage sabotage, params string[] settings) =>
        RunningProgram.StartWithAsync(new HastenedClock(), services => BrokenJournal.Add(services, sabotage), settings);

    private static async Task ForAsync(EnforcementProof proof, Func<EnforcementState, bool> condition)
    {
        var holds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proof.Changed += Look;
        Look();
        try
        {
            await holds.Task.WaitAsync(Limit);
        }
        finally
        {
            proof.Changed -= Look;
        }

        void Look()
        {
            if (condition(proof.Current))
            {
                holds.TrySetResult();
            }
        }
    }

    private static async Task<HttpStatusCode> ReadyAsync(RunningProgram program)
    {
        using var client = new HttpClient();
        using var ofIngest = await client.GetAsync(new Uri(program.Ingest, "readyz"));
        using var ofConsole = await client.GetAsync(new Uri(program.Admin, "readyz"));
        Assert.Equal(ofConsole.StatusCode, ofIngest.StatusCode);
        return ofIngest.StatusCode;
    }

    private static (string Certificate, string Key) WriteCertificate(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=events.shop.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        Directory.CreateDirectory(folder.Storage);
        var (path, keyPath) = (Path.Combine(folder.Storage, "tls.pem"), Path.Combine(folder.Storage, "tls.key"));
        File.WriteAllText(path, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (path, keyPath);
    }
}
