using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;
using EventAuth.Testing.Policies;

namespace EventAuth.Core.Tests.Explanations;

/// <summary>Everything that can be explained about one event.</summary>
internal static class ExplainedCases
{
    /// <summary>The lists of <see cref="ExplainedCell.AllPolicies"/> in either mode and with whatever happens to other events.</summary>
    public static IEnumerable<EventPolicy> AllPolicies() =>
        from lists in ExplainedCell.AllPolicies()
        from mode in Enum.GetValues<PolicyMode>()
        from others in Enum.GetValues<OtherEvents>()
        select lists with { Mode = mode, OtherEvents = others };

    /// <summary>The event in its right form, with each token and from either customer.</summary>
    public static IEnumerable<EventCase> AllEvents() =>
        from token in Enum.GetValues<PresentedToken>()
        from customer in new[] { CustomerState.Anonymous, CustomerState.Known }
        select new EventCase(ExplainedCell.Subject, token, customer);
}
