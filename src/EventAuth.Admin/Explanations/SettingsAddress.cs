namespace EventAuth.Admin.Explanations;

/// <summary>The address of the card that makes an edit, with the edit prepared in its draft. Nothing is applied by opening it.</summary>
internal static class SettingsAddress
{
    /// <summary>The tab with the cards.</summary>
    public const string Tab = "/data-management/events/js-sdk-event-settings";

    /// <summary>The anchor of the certificate's card.</summary>
    public const string CertificateAnchor = "certificate";

    /// <summary>That card, with its dialog open for those who may define the certificate.</summary>
    public const string OpenCertificate = $"{Tab}?{Define}={CertificateAnchor}#{CertificateAnchor}";

    /// <summary>The member of the query that names the card whose dialog is opened.</summary>
    public const string Define = "define";

    // The members of the query of a suggested change: a list, the event to add to it or remove from it, and the other list it is moved
    // from, in the same draft.
    public const string List = "list";
    public const string Add = "add";
    public const string Remove = "remove";
    public const string MoveFrom = "moveFrom";

    /// <summary>The anchor of a list's card.</summary>
    public static string AnchorOf(EventListKind list) => list.ToMemberName();

    /// <summary>The address; null for what is done in the shop, not here. The characters of an event's name need no escaping.</summary>
    public static string? Of(Edit edit, EventName? action) => (edit.Kind, edit.List) switch
    {
        (EditKind.AddToList, { } list) => $"{Tab}?{List}={list.ToMemberName()}&{Add}={action}#{AnchorOf(list)}",
        (EditKind.RemoveFromList, { } list) => $"{Tab}?{List}={list.ToMemberName()}&{Remove}={action}#{AnchorOf(list)}",
        (EditKind.DefineCertificate, _) => $"{Tab}#{CertificateAnchor}",
        _ => null,
    };

    /// <summary>The address of a draft that moves an event from one list to another.</summary>
    public static string OfMove(EventListKind from, EventListKind to, EventName action) =>
        $"{Tab}?{List}={to.ToMemberName()}&{Add}={action}&{MoveFrom}={from.ToMemberName()}#{AnchorOf(to)}";
}
