using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Ingest.Sdk;

/// <summary>The content codings that a client takes, by <c>Accept-Encoding</c> (RFC 9110, section 12.5.3).</summary>
internal readonly struct AcceptedCodings(HttpRequest request)
{
    private readonly IList<StringWithQualityHeaderValue> _named = request.GetTypedHeaders().AcceptEncoding;

    /// <summary>Whether a coding is taken: by its name, or else by the wildcard. A quality of 0 excludes it.</summary>
    public bool Has(string coding) => (Find(coding) ?? Find("*")) is { Quality: null or > 0 };

    private StringWithQualityHeaderValue? Find(string name) =>
        _named.FirstOrDefault(value => value.Value.Equals(name, StringComparison.OrdinalIgnoreCase));
}
