namespace EventAuth.Core.Explanations;

/// <summary>One thing that can be done differently.</summary>
public enum EditKind
{
    AddToList,
    RemoveFromList,
    DefineCertificate,

    /// <summary>Send a token where none was sent.</summary>
    SendToken,

    /// <summary>Send a valid token instead of an invalid one.</summary>
    ReplaceToken,

    /// <summary>Send a new token instead of an expired one.</summary>
    RenewToken,

    /// <summary>Send the token of the customer that the event names.</summary>
    SendOwnToken,

    /// <summary>Send no token.</summary>
    DropToken,

    /// <summary>Make the customer known first.</summary>
    IdentifyCustomer,

    /// <summary>Correct the event's fields.</summary>
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
