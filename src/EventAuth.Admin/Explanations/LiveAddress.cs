using System.Globalization;
using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Explanations;

/// <summary>
/// Addresses of the page "Live", so that what is counted elsewhere can lead to the decisions behind it.
/// A customer has none: who it is never stands in an address.
/// </summary>
internal static class LiveAddress
{
    /// <summary>The page, relative to the console.</summary>
    public const string Page = "live";

    // The members of the query, in the words of the API's GET /decisions.
    public const string Outcome = "outcome";
    public const string Action = "action";
    public const string Code = "code";
    public const string Since = "since";
    public const string Until = "until";
    public const string Certificate = "certificate";

    /// <summary>The decisions that fit, whoever the customer is.</summary>
    public static string Of(DecisionFilter filter)
    {
        var members = new Dictionary<string, string?>
        {
            [Outcome] = filter.Accepted is { } accepted ? DecisionOutcome.Of(accepted) : null,
            [Action] = filter.Action,
            [Code] = filter.Reason?.ToCode(),
            [Since] = filter.Since is { } since ? QueryTime.Write(since) : null,
            [Until] = filter.Until is { } until ? QueryTime.Write(until) : null,
            [Certificate] = filter.CertificateId,
        };
        return Page + QueryString.Create(members.Where(member => !string.IsNullOrEmpty(member.Value)));
    }
}

/// <summary>Moments in the query of an address: RFC 3339 with an offset.</summary>
internal static class QueryTime
{
    private static readonly string[] Forms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>The moment, or null where the text is none.</summary>
    public static DateTimeOffset? Read(string text)
    {
        // An unescaped "+" of the offset reaches us as a blank.
        var written = text.Replace(' ', '+');
        return DateTimeOffset.TryParseExact(written, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && (written.EndsWith('Z') || written.LastIndexOfAny(['+', '-']) > written.IndexOf('T', StringComparison.Ordinal))
                ? time
                : null;
    }

    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
}
