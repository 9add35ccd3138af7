using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace EventAuth.Admin.Telemetry;

/// <summary>
/// Sends metrics and traces over OTLP, according to the standard <c>OTEL_</c> variables. Whatever is wrong with them or with the receiver,
/// the program runs without telemetry and says so in the log, without their values: an address may contain a password, and the headers do.
/// </summary>
internal sealed partial class TelemetryExport(IConfiguration configuration, TimeProvider time, ILogger<TelemetryExport> log)
    : IHostedService, IDisposable
{
    private const string ServiceName = "eventauth";

    /// <summary>Every meter and source of our own.</summary>
    private const string OurNames = "EventAuth.*";

    /// <summary>The framework's meter of live pages.</summary>
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.Circuits";

    private ExportTroubles? _troubles;
    private OpenTelemetrySdk? _sdk;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(configuration[TelemetryServices.EndpointKey], UriKind.Absolute, out var endpoint)
            || endpoint.Scheme is not ("http" or "https"))
        {
            LogBadEndpoint(log, TelemetryServices.EndpointKey);
            return Task.CompletedTask;
        }

        _troubles = new ExportTroubles(time, log);
        try
        {
            _sdk = OpenTelemetrySdk.Create(SetUp);
        }
        catch (Exception problem)
        {
            LogRefused(log, problem.GetType().Name);
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what is left; an unreachable receiver delays it for some seconds at most.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(Dispose, CancellationToken.None);

    public void Dispose()
    {
        Interlocked.Exchange(ref _sdk, null)?.Dispose();
        _troubles?.Dispose();
    }

    private void SetUp(IOpenTelemetryBuilder sdk)
    {
        sdk.Services.AddSingleton(configuration);

        // The variables come last, because the last one wins.
        sdk.ConfigureResource(resource => resource
            .Clear().AddService(ServiceName, serviceVersion: Version).AddTelemetrySdk().AddEnvironmentVariableDetector());
        sdk.WithMetrics(metrics => metrics.AddMeter(OurNames, Circuits)).WithTracing(traces => traces.AddSource(OurNames))
            .UseOtlpExporter();
    }

    private static string? Version => typeof(TelemetryExport).Assembly.GetName().Version?.ToString();

    [LoggerMessage(
        1401, LogLevel.Warning, "{Setting} is not an address such as http://127.0.0.1:4318. The program runs without telemetry.")]
    private static partial void LogBadEndpoint(ILogger logger, string setting);

    [LoggerMessage(
        1402, LogLevel.Warning, "The settings that begin with OTEL_ cannot be used ({Problem}). The program runs without telemetry.")]
    private static partial void LogRefused(ILogger logger, string problem);
}
