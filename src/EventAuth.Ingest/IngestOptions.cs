using System.Collections.Immutable;

namespace EventAuth.Ingest;

/// <summary>The settings of the ingest endpoint.</summary>
public sealed record IngestOptions
{
    /// <summary>
    /// Origins whose browsers may send events, exactly as browsers write them (RFC 6454, section 6.2: lower case, no path, no usual
    /// port); empty for any.
    /// <c>Ingest:AllowedOrigins</c>.
    /// </summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>How much memory, in MiB, all larger than usual bodies may take together. <c>Ingest:MaxBodyMegabytes</c>.</summary>
    public int MaxBodyMegabytes { get; init; } = 128;

    /// <summary>How many requests an address may send in a second; 0 for any number. <c>RateLimits:IngestPerSecond</c>.</summary>
    public int RequestsPerSecond { get; init; }
}
