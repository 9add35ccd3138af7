using System.Diagnostics.Metrics;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Telemetry;

/// <summary>Registers what the program tells of itself: metrics always, for whoever listens; export and traces for a receiver.</summary>
internal static class TelemetryServices
{
    /// <summary>Where the receiver is. Read, like every <c>OTEL_</c> variable, from the settings, thus from the environment too.</summary>
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds the own metrics and, with <see cref="EndpointKey"/> set, the export over OTLP. Before what it is to outlive.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrWhiteSpace(builder.Configuration[EndpointKey]))
        {
            builder.Services.AddHostedService<TelemetryExport>().AddSingleton<IStartupFilter, ApiTraces>();
        }

        builder.Services.AddHostedService<PolicyMetrics>();
        return builder;
    }
}

/// <summary>Tells by which version of the policy this process decides.</summary>
internal sealed class PolicyMetrics(IMeterFactory meters, PolicyMonitor policies) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create("EventAuth.Admin")
            .CreateObservableGauge("eventauth.policy.version", Observe, "{version}", "The version of the policy that is in force.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Observe() => policies.CurrentOrNone is { } policy ? [new Measurement<int>(policy.Version)] : [];
}
