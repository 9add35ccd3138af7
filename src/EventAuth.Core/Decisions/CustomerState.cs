namespace EventAuth.Core.Decisions;

/// <summary>Who sends an event, as far as that is known when the decision is taken.</summary>
public enum CustomerState
{
    /// <summary>No token, and no profile behind the uuid, or one without e-mail and customId.</summary>
    Anonymous,

    /// <summary>No token, and a profile with e-mail or customId behind the uuid. No proof: a uuid is not a secret.</summary>
    Known,

    /// <summary>A valid token says who it is.</summary>
    Authenticated,
}
