namespace EventAuth.Admin.Explanations;

/// <summary>
/// Addresses of the page "Live", so that counts elsewhere can link to their decisions.
/// A customer has none: their identity is never put into an address.
/// </summary>
internal static class LiveAddress
{
    /// <summary>The page, relative to the console.</summary>
    public const string Page = "live";

    // The members of the query, in the words of the API's GET /decisions.
    public const string Outcome = "outcome";
    public const string Action = "action";
    public const string Code = "code";
    public const string Monitored = "monitored";
    public const string Since = "since";
    public const string Until = "until";
    public const string Certificate = "certificate";

    /// <summary>The matching decisions, for any customer.</summary>
    public static string Of(DecisionFilter filter)
    {
        var members = new Dictionary<string, string?>
        {
            [Outcome] = filter.Accepted is { } accepted ? DecisionOutcome.Of(accepted) : null,
            [Action] = filter.Action,
            [Code] = filter.Reason?.ToCode(),
            [Monitored] = filter.IsMonitored ? "true" : null,
            [Since] = filter.Since is { } since ? QueryTime.Write(since) : null,
            [Until] = filter.Until is { } until ? QueryTime.Write(until) : null,
            [Certificate] = filter.CertificateId,
        };
        return Page + QueryString.Create(members.Where(member => !string.IsNullOrEmpty(member.Value)));
    }
}
