namespace EventAuth.Core.Explanations;

/// <summary>What an event brings as proof of who its customer is.</summary>
public enum PresentedToken
{
    None,

    /// <summary>Signed with the key in force, right in everything, of the event's customer. Without a certificate there is none.</summary>
    Valid,

    /// <summary>Wrong in anything but its expiry alone.</summary>
    Invalid,

    /// <summary>Right in everything, but past its expiry.</summary>
    Expired,

    /// <summary>Valid, but of another customer than the event names.</summary>
    SomebodyElses,
}
