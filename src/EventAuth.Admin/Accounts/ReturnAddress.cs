using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>Where to go after signing in: a page of this console, never another site.</summary>
internal static class ReturnAddress
{
    /// <summary>The main tab.</summary>
    public const string Home = "/data-management/events/js-sdk-event-settings";

    // Its length when sent. It may be escaped again on the way, and proxies refuse answers with headers longer than some thousand bytes.
    private const int MaxLength = 1024;

    // Characters that need no escaping in an address (RFC 3986, appendix A), and the escape character.
    private const string Plain = "-._~:/?#[]@!$&'()*+,;=%";

    /// <summary>
    /// The wanted address if it is local, otherwise <see cref="Home"/>. The result is valid in a header: letters beyond ASCII are
    /// escaped as browsers escape them (RFC 3987, section 3.1).
    /// </summary>
    public static string From(string? wanted) =>
        wanted is { Length: > 1 and <= MaxLength }
        && IsLocal(wanted)
        && Escape(wanted) is { Length: <= MaxLength } address
            ? address
            : Home;

    // Also after unescaping, which a proxy may do on the way: "/%5Chost" is "/\host" then. Half a character,
    // which does not survive a round trip, is not an address.
    private static bool IsLocal(string wanted) =>
        IsPath(wanted) && IsPath(Uri.UnescapeDataString(wanted)) && string.Concat(wanted.EnumerateRunes()) == wanted;

    private static bool IsPath(string wanted) =>
        wanted[0] == '/'
        && !wanted.Any(char.IsControl)
        && !wanted.Contains('\\', StringComparison.Ordinal)
        && RedirectHttpResult.IsLocalUrl(wanted);

    private static string Escape(string wanted) => string.Concat(wanted.EnumerateRunes().Select(rune =>
        rune.IsAscii && (Rune.IsLetterOrDigit(rune) || Plain.Contains((char)rune.Value, StringComparison.Ordinal))
            ? rune.ToString()
            : Uri.EscapeDataString(rune.ToString())));
}
