namespace EventAuth.Admin.Texts;

/// <summary>The choices of a guarantee, and those that are suggested.</summary>
internal static class GuaranteeTexts
{
    /// <summary>Useful for nearly every shop.</summary>
    public static ImmutableArray<Guarantee> Suggestions { get; } =
    [
        Suggest("transactions-need-proof", "transaction.*", GuaranteedCustomer.Anonymous, GuaranteedOutcome.NoDataChange,
            "Nobody changes purchase data without being identified."),
        Suggest("known-transactions-need-proof", "transaction.*", GuaranteedCustomer.Known, GuaranteedOutcome.NoDataChange,
            "No data change without a token for purchases: a uuid is no proof."),
        Suggest("forms-need-proof", "form.submit", GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected,
            "Forms have personal data and need a token."),
        Suggest("visits-are-open", "page.visit", GuaranteedCustomer.Anonymous, GuaranteedOutcome.Accepted,
            "Visits of new customers are never lost."),
        Suggest("nothing-changes-unproven", "*", GuaranteedCustomer.Anonymous, GuaranteedOutcome.NoDataChange,
            "No data change without a token for any event of an unknown customer."),
    ];

    /// <summary>From whom, as a choice.</summary>
    public static string ToTitle(this GuaranteedCustomer customer) => customer switch
    {
        GuaranteedCustomer.Anonymous => "Anonymous customers",
        GuaranteedCustomer.Known => "Known customers, no token",
        GuaranteedCustomer.Authenticated => "Customers with a valid token",
        GuaranteedCustomer.Any => "Anybody",
    };

    /// <summary>What happens, as a choice.</summary>
    public static string ToTitle(this GuaranteedOutcome outcome) => outcome switch
    {
        GuaranteedOutcome.Accepted => "always accepted",
        GuaranteedOutcome.Rejected => "never accepted",
        GuaranteedOutcome.NoDataChange => "never allowed to change customer data",
        GuaranteedOutcome.DataChange => "always allowed to change customer data",
    };

    private static Guarantee Suggest(
        string id, string events, GuaranteedCustomer customer, GuaranteedOutcome outcome, string note) =>
        new(id, EventPattern.Parse(events), customer, outcome, note);
}
