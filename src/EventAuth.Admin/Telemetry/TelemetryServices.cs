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
