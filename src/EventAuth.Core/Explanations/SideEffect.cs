using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>What else a change of the lists means, beyond the event that it is for.</summary>
public abstract record SideEffect
{
    private SideEffect() { }

    /// <summary>The same event gets another verdict from other customers without a token.</summary>
    /// <param name="Accepted">Whether it is accepted afterwards.</param>
    /// <param name="Customer">From anonymous or from known customers; null for both.</param>
    public sealed record OnOtherCustomers(EventName Action, bool Accepted, CustomerState? Customer) : SideEffect;

    /// <summary>The list for anonymous customers starts or stops limiting events that are on no list.</summary>
    /// <param name="IsLimited">Whether such events are rejected from anonymous customers afterwards.</param>
    public sealed record OnAnonymousCustomers(bool IsLimited) : SideEffect;

    /// <summary>Events on neither updating list get or lose the right to change customer data.</summary>
    /// <param name="WithoutToken">Whether they may do so without a token afterwards.</param>
    /// <param name="WithToken">Whether they may do so with a valid token afterwards.</param>
    public sealed record OnRightToChange(bool WithoutToken, bool WithToken) : SideEffect;
}
