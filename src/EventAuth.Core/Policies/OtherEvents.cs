namespace EventAuth.Core.Policies;

/// <summary>What happens to the events that are on none of the three lists. Stored by number.</summary>
public enum OtherEvents
{
    /// <summary>They are accepted, as far as the list for anonymous customers allows.</summary>
    Accept,

    /// <summary>They are accepted with a valid token only.</summary>
    RequireJwt,

    /// <summary>They are rejected, from any customer.</summary>
    Reject,
}
