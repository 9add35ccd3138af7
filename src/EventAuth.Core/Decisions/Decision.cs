namespace EventAuth.Core.Decisions;

/// <summary>The verdict on one event.</summary>
/// <param name="MayChangeData">Whether the event may change customer data; never true for a rejected one.</param>
public readonly record struct Decision(DecisionReason Reason, bool MayChangeData)
{
    /// <summary>Whether the event is accepted.</summary>
    public bool Accepted => Reason.Accepts();
}

/// <summary>Who sends an event, as far as that is known when it is decided.</summary>
public enum CustomerState
{
    /// <summary>No token, and no profile with the uuid, or one without e-mail and customId.</summary>
    Anonymous,

    /// <summary>No token, and the uuid's profile has e-mail or customId. No proof: a uuid is not a secret.</summary>
    Known,

    /// <summary>A valid token says who it is.</summary>
    Authenticated,
}
