namespace EventAuth.Admin.Telemetry;

/// <summary>Registers what the program tells of itself: metrics always, for whoever listens; their export and traces when there is a receiver.</summary>
internal static class TelemetryServices
{
    /// <summary>Where the receiver is. Read, like every <c>OTEL_</c> variable, from the settings of the program, thus from the environment too.</summary>
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds the program's own metrics and, when <see cref="EndpointKey"/> is set, the export over OTLP. Before what it is to outlive.</summary>
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
