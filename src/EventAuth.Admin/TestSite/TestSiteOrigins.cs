using EventAuth.Admin.Settings;
using EventAuth.Ingest;

namespace EventAuth.Admin.TestSite;

/// <summary>Knows whether the ingest listener takes events from pages of this console.</summary>
internal sealed class TestSiteOrigins(IngestOptions options)
{
    /// <summary>The origin that <c>Ingest:AllowedOrigins</c> lacks for that; null if it has it, or allows any.</summary>
    public string? FindMissing(Uri console)
    {
        var origin = PublicAddress.OriginOf(console);
        return options.AllowedOrigins.IsEmpty || options.AllowedOrigins.Contains(origin, StringComparer.Ordinal) ? null : origin;
    }
}
