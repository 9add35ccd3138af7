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
