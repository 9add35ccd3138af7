namespace EventAuth.Core.Journal;

/// <summary>What a request says about its origin, as it was sent. It is no proof; it helps to find the cause of rejections.</summary>
/// <param name="Origin">The header <c>Origin</c> (RFC 6454, section 7), or null.</param>
/// <param name="UserAgent">The header <c>User-Agent</c> (RFC 9110, section 10.1.5), or null.</param>
/// <param name="Query">The query of the address with its question mark, or null.</param>
public readonly record struct RequestSource(string? Origin, string? UserAgent, string? Query)
{
    /// <summary>The longest origin that is kept, in characters.</summary>
    public const int MaxOriginLength = 128;

    /// <summary>The longest name of a program that is kept, in characters.</summary>
    public const int MaxProgramLength = 64;

    /// <summary>How the User-Agent of every browser begins, for historical reasons.</summary>
    private const string BrowserProduct = "Mozilla/";

    private const string SdkParameter = "sdk=";

    private static readonly SearchValues<char> s_ofProgram =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/+");

    /// <summary>The site: scheme, host and port in lower case; null if none was sent, or an invalid one.</summary>
    public string? ReadOrigin() =>
        Origin is { Length: > 0 and <= MaxOriginLength } text
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Host.Length: > 0, UserInfo: "", PathAndQuery: "/" or "", Fragment: "" }
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>
    /// The sending program as in <c>name/version</c>: what the parameter <c>sdk</c> of the address says, since pages in a browser cannot
    /// set <c>User-Agent</c>; otherwise the first product of that header, or "browser" for a browser. Null if neither has it.
    /// </summary>
    public string? ReadSdk() => ReadParameter()
        ?? (UserAgent is { } agent && agent.StartsWith(BrowserProduct, StringComparison.Ordinal) ? "browser" : ReadProduct(UserAgent));

    private string? ReadParameter() =>
        Array.Find((Query ?? "").TrimStart('?').Split('&'), part => part.StartsWith(SdkParameter, StringComparison.Ordinal)) is { } sdk
            ? ReadProduct(sdk[SdkParameter.Length..])
            : null;

    private static string? ReadProduct(string? text)
    {
        var product = (text ?? "").AsSpan();
        var end = product.IndexOf(' ');
        product = end < 0 ? product : product[..end];
        return product.Length is > 0 and <= MaxProgramLength && !product.ContainsAnyExcept(s_ofProgram) ? product.ToString() : null;
    }
}
