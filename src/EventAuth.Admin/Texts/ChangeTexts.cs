namespace EventAuth.Admin.Texts;

/// <summary>Says what to change so that an event gets another verdict, and what else that changes.</summary>
internal static class ChangeTexts
{
    /// <summary>What to do, in one sentence; the event is null if not known.</summary>
    public static string ToSentence(this Edit edit, EventName? action) => (edit.Kind, edit.List) switch
    {
        (EditKind.AddToList, { } list) => $"Add {action} to the list {list.ToQuoted()}.",
        (EditKind.RemoveFromList, { } list) => $"Remove {action} from the list {list.ToQuoted()}.",
        (EditKind.DefineCertificate, _) => "Define the certificate, so that tokens can be checked.",
        (EditKind.SendToken, _) => "Send the event with a valid token from your backend.",
        (EditKind.ReplaceToken, _) => "Send the event with a valid token instead of this one.",
        (EditKind.RenewToken, _) => "Get a new token from your backend and send the event with it.",
        (EditKind.SendOwnToken, _) => "Send the event with the token of the customer it names.",
        (EditKind.DropToken, _) => "Send the event without a token.",
        (EditKind.IdentifyCustomer, _) =>
            "Identify the customer first: send an e-mail or customId with an event that may change customer data, "
            + "or send an event with a valid token.",
        (EditKind.CorrectEvent, _) => "Correct the event's data and send it again.",
        _ => throw new InvalidOperationException("An edit of a list names the list."),
    };

    /// <summary>The verdict after a change, in one sentence.</summary>
    public static string ToResultSentence(this SuggestedChange change) =>
        change.Results.All(result => !result.Accepted) ? "It is then rejected."
        : !change.MayChangeData ? "It is then accepted and does not change customer data."
        : change.NeedsNoProof ? "It is then accepted and may change customer data, without proof of identity."
        : "It is then accepted and may change customer data; the token identifies the customer.";

    public static string ToSentence(this SideEffect effect) => effect switch
    {
        SideEffect.OnOtherCustomers other =>
            $"{other.Action} is then {(other.Accepted ? "accepted" : "rejected")}{From(other.Customer)} without a token.",
        SideEffect.OnAnonymousCustomers { IsLimited: false } =>
            "The list for anonymous customers is then empty: anonymous customers may send every event that does not require a token.",
        SideEffect.OnAnonymousCustomers =>
            "The list for anonymous customers is then no longer empty: from anonymous customers, events that are on no list are rejected.",
        SideEffect.OnRightToChange right => "Events on neither update list may then " + right switch
        {
            { WithoutToken: true } => "change customer data, even without a token.",
            { WithToken: true } => "change customer data only with a valid token.",
            _ => "no longer change customer data.",
        },
        _ => throw new InvalidOperationException($"There is no sentence for {effect.GetType().Name}."),
    };

    private static string From(CustomerState? customer) => customer switch
    {
        CustomerState.Anonymous => " from anonymous customers",
        CustomerState.Known => " from known customers",
        _ => "",
    };
}
