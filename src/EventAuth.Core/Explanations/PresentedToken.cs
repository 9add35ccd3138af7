namespace EventAuth.Core.Explanations;

/// <summary>What an event has as proof of who its customer is.</summary>
public enum PresentedToken
{
    None,

    /// <summary>Signed with the key in force, valid, and of the event's customer. Without a certificate there is none.</summary>
    Valid,

    /// <summary>Invalid for any reason other than expiry alone.</summary>
    Invalid,

    /// <summary>Valid except that it has expired.</summary>
    Expired,

    /// <summary>Valid, but of a different customer than the event names.</summary>
    SomebodyElses,
}
