using System.Text.RegularExpressions;

namespace EventAuth.Admin.Settings;

/// <summary>
/// Where browsers reach a listener, through whatever is in front of it: <c>https://events.shop.example</c>, or a path of the site whose
/// page sends, such as <c>/events</c>.
/// </summary>
/// <param name="Origin">Scheme, host in ASCII and port unless it is the default one, as browsers write it; null for a path.</param>
/// <param name="Path">The path before those of the listener, without a slash at its end; empty for none.</param>
internal sealed partial record PublicAddress(string? Origin, string Path)
{
    /// <summary>The form, in words.</summary>
    public const string Rule =
        "an address such as https://events.shop.example, or a path of your site such as /events, "
        + "with letters, digits, dots, hyphens, underscores and tildes only, without ? and #";

    /// <summary>Both parts. A page is on the site itself if there is neither.</summary>
    public override string ToString() => Origin + Path;

    /// <summary>Reads an address; null when its form is not <see cref="Rule"/>.</summary>
    public static PublicAddress? TryParse(string text)
    {
        if (text.StartsWith('/'))
        {
            return IsPath(text) ? new PublicAddress(Origin: null, text.TrimEnd('/')) : null;
        }

        // The text is compared, too: reading it as an address takes away what it should not have, such as dots in the path.
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            && address.HostNameType is (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6)
            && !text.Contains('\\', StringComparison.Ordinal)
            && !text.Contains("..", StringComparison.Ordinal)
            && IsPath(address.AbsolutePath)
                ? new PublicAddress(OriginOf(address), address.AbsolutePath.TrimEnd('/'))
                : null;
    }

    /// <summary>Scheme, host and port of an address, as browsers write them (RFC 6454, section 6.2).</summary>
    public static string OriginOf(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        var port = address.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{address.Port}");
        return $"{address.Scheme}://{host}{port}";
    }

    // It stands in addresses, in scripts and in a Content-Security-Policy: no letter in it has a meaning in one of these.
    private static bool IsPath(string path) => PathForm().IsMatch(path) && !path.Contains("/.", StringComparison.Ordinal);

    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]+)*/?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PathForm();
}
