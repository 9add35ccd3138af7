using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Says what the chosen lists would do to a new event, in the decision's own words.</summary>
public sealed partial class ListEffect
{
    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired]
    public EventPolicy Policy { get; set; } = default!;

    /// <summary>The lists the event would stand on.</summary>
    [Parameter, EditorRequired]
    public EventLists Lists { get; set; }

    private EventLists Filled =>
        EventPolicy.Kinds.Aggregate(Lists, (filled, kind) => Policy[kind].IsEmpty ? filled : filled | kind.ToFlag());

    private IEnumerable<(string Who, Decision Decision)> Effects =>
    [
        ("Anonymous customers", EventDecider.Decide(Filled, Lists, CustomerState.Anonymous)),
        ("Known customers without a token", EventDecider.Decide(Filled, Lists, CustomerState.Known)),
        ("Customers with a valid token", EventDecider.Decide(Filled, Lists, CustomerState.Authenticated)),
    ];

    private IEnumerable<string> Warnings
    {
        get
        {
            if (Fills(EventListKind.AnonymousWithoutJwt))
            {
                yield return "The list for anonymous customers is empty now and limits nothing. With this event on it, every event that is on none of the lists is rejected for anonymous customers.";
            }

            if (Fills(EventListKind.UpdateWithoutJwt) || Fills(EventListKind.UpdateWithJwt))
            {
                yield return "This fills a list that is empty now. Events that are on no list may then lose the right to change customer data.";
            }

            if (Lists.HasFlag(EventLists.UpdateWithJwt) && Policy.Certificate is null)
            {
                yield return "No certificate is defined yet, so no token is valid: this event is rejected until there is one.";
            }
        }
    }

    private bool Fills(EventListKind kind) => Lists.HasFlag(kind.ToFlag()) && Policy[kind].IsEmpty;
}
