using System.Globalization;

namespace EventAuth.Admin.Accounts;

/// <summary>Says when to try again.</summary>
internal static class RetryHint
{
    /// <summary>Writes the header and gives the whole seconds for the words that go with it (RFC 9110, section 10.2.3).</summary>
    public static string Give(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return seconds;
    }
}
