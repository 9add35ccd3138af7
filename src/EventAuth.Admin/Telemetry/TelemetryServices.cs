namespace EventAuth.Admin.Telemetry;

/// <summary>Registers telemetry: metrics always, for any listener; export and traces for a receiver.</summary>
internal static class TelemetryServices
{
    /// <summary>Where the receiver is. Read, like every <c>OTEL_</c> variable, from the settings, so also from the environment.</summary>
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds the own metrics and, with <see cref="EndpointKey"/> set, export over OTLP. Call before what it must outlive.</summary>
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
