namespace EventAuth.Core.Explanations;

/// <summary>One thing that can be done differently.</summary>
public enum EditKind
{
    AddToList,
    RemoveFromList,
    DefineCertificate,

    /// <summary>Send a token where none was sent.</summary>
    SendToken,

    /// <summary>Send a valid token in place of one that is not.</summary>
    ReplaceToken,

    /// <summary>Send a new token in place of an expired one.</summary>
    RenewToken,

    /// <summary>Send the token of the customer that the event names.</summary>
    SendOwnToken,

    /// <summary>Send no token.</summary>
    DropToken,

    /// <summary>See to it that the customer is known before.</summary>
    IdentifyCustomer,

    /// <summary>Put the event's fields right.</summary>
    CorrectEvent,
}

/// <summary>Where something is done differently.</summary>
public enum EditPlace
{
    Lists,
    Certificate,

    /// <summary>In what the shop's site or backend sends.</summary>
    Request,
}
