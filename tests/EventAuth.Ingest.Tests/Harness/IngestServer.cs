using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using EventAuth.Core.Certificates;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Probes;
using EventAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventAuth.Ingest.Tests.Harness;

/// <summary>The ingest endpoint on a real Kestrel, with a journal in memory.</summary>
internal sealed class IngestServer : IAsyncDisposable
{
    public const string Single = "/v4/events/custom";
    public const string Batch = "/v4/events/batch";
    public const string CertificateId = "c7";
    public const int PolicyVersion = 7;

    /// <summary>The fixed time of the server.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 15, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private IngestServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public MemoryJournal Journal => (MemoryJournal)_app.Services.GetRequiredService<IEventJournal>();

    public TokenVerifier Tokens => _app.Services.GetRequiredService<TokenVerifier>();

    public IMeterFactory Meters => _app.Services.GetRequiredService<IMeterFactory>();

    public ProbeSecret Probes => _app.Services.GetRequiredService<ProbeSecret>();

    public CollectedLog Log => _app.Services.GetRequiredService<CollectedLog>();

    /// <summary>Starts with <see cref="SigningKey.Shared"/> as certificate.</summary>
    public static Task<IngestServer> StartAsync(EventPolicy? policy = null, params string[] allowedOrigins) =>
        StartAsync(new TokenRules(), policy, allowedOrigins);

    /// <summary>Starts with settings for tokens.</summary>
    public static Task<IngestServer> StartAsync(TokenRules rules, EventPolicy? policy = null, params string[] allowedOrigins) =>
        StartAsync(rules, policy, new IngestOptions { AllowedOrigins = [.. allowedOrigins] });

    /// <summary>Starts with settings for tokens and requests.</summary>
    public static async Task<IngestServer> StartAsync(TokenRules rules, EventPolicy? policy, IngestOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var log = new CollectedLog();
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        var monitor = new PolicyMonitor();
        monitor.Publish(PolicySnapshot.Compile(new PolicyRevision(PolicyVersion, WithCertificate(policy ?? EventPolicy.Empty), "test", Now, null)));
        builder.Services.AddRoutingCore()
            .AddSingleton(log)
            .AddSingleton<TimeProvider>(new FixedTime(Now))
            .AddSingleton(monitor)
            .AddSingleton(new TokenVerifier(rules))
            .AddSingleton<IEventJournal, MemoryJournal>()
            .AddIngest(options);
        var app = builder.Build();
        app.UseIngest();
        app.MapIngest();
        await app.StartAsync();
        return new IngestServer(app);
    }

    /// <summary>A token of the certificate in force.</summary>
    public static string Token(object claims) => SigningKey.Shared.Token(claims, Now);

    /// <summary>Whether a source of spans is this server's, not another test's.</summary>
    public bool Owns(ActivitySource source) => _app.Services.GetRequiredService<IngestTraces>().IsFrom(source);

    /// <summary>Stops. Then every request has ended: measurements are made after the answer.</summary>
    public async Task StopAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static EventPolicy WithCertificate(EventPolicy policy)
    {
        var key = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(SigningKey.Shared.PublicPem));
        return policy.With(new Certificate(CertificateId, key.Pem, key.Sha256, key.KeySize, Now, "test"));
    }
}
