namespace EventAuth.Admin.Explanations;

/// <summary>Addresses of the page "Guarantees" that prepare one, so that what was decided can be made to stay so.</summary>
internal static class GuaranteeAddress
{
    // The members of the query, in the words of the API.
    public const string Events = "events";
    public const string Customer = "customer";
    public const string Expect = "expect";

    private const string Page = "data-management/events/guarantees";

    /// <summary>The page with a guarantee that such events are always decided like this one.</summary>
    public static string Of(EventName action, CustomerState customer, Decision decision) => Page + QueryString.Create(
        new Dictionary<string, string?>
        {
            [Events] = action.Value,
            [Customer] = CustomerOf(customer).ToCode(),
            [Expect] = ExpectOf(decision).ToCode(),
        });

    private static GuaranteedCustomer CustomerOf(CustomerState customer) => customer switch
    {
        CustomerState.Anonymous => GuaranteedCustomer.Anonymous,
        CustomerState.Known => GuaranteedCustomer.Known,
        CustomerState.Authenticated => GuaranteedCustomer.Authenticated,
    };

    private static GuaranteedOutcome ExpectOf(Decision decision) =>
        !decision.Accepted ? GuaranteedOutcome.Rejected
        : decision.MayChangeData ? GuaranteedOutcome.DataChange
        : GuaranteedOutcome.Accepted;
}
