using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>Where to go after signing in: a page of this console, never another site.</summary>
internal static class ReturnAddress
{
    /// <summary>The tab people come for.</summary>
    public const string Home = "/data-management/events/js-sdk-event-settings";

    // As it is sent. It may be escaped once more on the way, and proxies refuse answers whose headers are longer than some thousand bytes.
    private const int MaxLength = 1024;

    // What stands for itself in an address (RFC 3986, appendix A), and the sign of what does not.
    private const string Plain = "-._~:/?#[]@!$&'()*+,;=%";

    /// <summary>
    /// The wanted address where it is local, else <see cref="Home"/>. What comes out may stand in a header: letters beyond ASCII are
    /// escaped as browsers escape them (RFC 3987, section 3.1).
    /// </summary>
    public static string From(string? wanted) =>
        wanted is { Length: > 1 and <= MaxLength }
        && IsLocal(wanted)
        && Escape(wanted) is { Length: <= MaxLength } address
            ? address
            : Home;

    // Also as it reads once the escapes are undone, which a proxy may do on the way: "/%5Chost" is "/\host" then. Half a character,
    // which does not come back as it was, is no address.
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
