using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.Overview;

/// <summary>One kind of customer, and its share of the events.</summary>
/// <param name="Label">Which.</param>
/// <param name="Meaning">What that means.</param>
/// <param name="Count">How many events.</param>
/// <param name="Address">The decisions of the span, as near as they can be narrowed to it.</param>
public sealed record ShareRow(string Label, string Meaning, long Count, string Address)
{
    /// <summary>The four kinds. Records do not say theirs: the addresses are of the span as a whole, but for those all rejected.</summary>
    public static IReadOnlyList<ShareRow> Of(DecisionOverview overview)
    {
        var all = LiveAddress.Of(new DecisionFilter(Since: overview.From));
        var rejected = LiveAddress.Of(new DecisionFilter(Accepted: false, Since: overview.From));
        var customers = overview.Customers;
        return
        [
            new("anonymous", "no e-mail, no customId, no token", customers.Anonymous, all),
            new("known", "with an e-mail or customId, without a token", customers.Known, all),
            new("authenticated", "a valid token says who it is", customers.Authenticated, all),
            new("not known", "rejected before that was known: an invalid token, or invalid data", customers.NotKnown, rejected),
        ];
    }
}
