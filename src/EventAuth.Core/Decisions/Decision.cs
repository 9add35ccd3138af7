namespace EventAuth.Core.Decisions;

/// <summary>The verdict on one event.</summary>
/// <param name="Reason">The rule that decided.</param>
/// <param name="MayChangeData">Whether the event may change customer data; never true for a rejected one.</param>
public readonly record struct Decision(DecisionReason Reason, bool MayChangeData)
{
    /// <summary>Whether the event is accepted.</summary>
    public bool Accepted => Reason.Accepts();
}
