using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest;
using EventAuth.Storage;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventAuth.Benchmarks.Micro;

/// <summary>The parts of the program that an event goes through, assembled like in the program, with a real database in its own folder.</summary>
internal sealed class RealParts : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-micro-").FullName;
    private readonly ServiceProvider _services;

    /// <summary>Starts them.</summary>
    /// <param name="rules">How tokens are checked; as usual when absent.</param>
    public RealParts(TokenRules? rules = null)
    {
        var monitor = new PolicyMonitor();
        monitor.Publish(Compile(EventPolicy.Initial));
        _services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(monitor)
            .AddSingleton(new TokenVerifier(rules ?? new TokenRules()))
            .AddEventAuthStorage(new StorageOptions { Path = _folder })
            .AddIngest(new IngestOptions())
            .BuildServiceProvider();
        Get<IEventAuthDatabase>().PrepareAsync(CancellationToken.None).GetAwaiter().GetResult();
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            hosted.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    /// <summary>A policy with the certificate of <see cref="SigningKey.Shared"/>.</summary>
    public static PolicySnapshot Compile(EventPolicy policy)
    {
        var key = (CertificateReading.Accepted)CertificateReader.Read(SigningKey.Shared.PublicPem);
        var certificate = new Certificate("c1", key.Pem, key.Sha256, key.KeySize, DateTimeOffset.UnixEpoch, "benchmark");
        return PolicySnapshot.Compile(new PolicyRevision(1, policy.With(certificate), "benchmark", DateTimeOffset.UnixEpoch, null));
    }

    /// <summary>A header with a token that outlives the measurement.</summary>
    public static string Bearer(int customer) => "Bearer " + SigningKey.Shared.Token(new { customId = $"c-{customer}", email = $"customer{customer}@shop.example" }, lifetime: TimeSpan.FromHours(1));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            hosted.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        _services.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
