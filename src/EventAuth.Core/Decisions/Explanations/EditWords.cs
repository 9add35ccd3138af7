using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>Says what to do, and what comes of it.</summary>
public static class EditWords
{
    /// <summary>A stable name for programs.</summary>
    public static string ToCode(this EditKind kind) => kind switch
    {
        EditKind.AddToList => "add_to_list",
        EditKind.RemoveFromList => "remove_from_list",
        EditKind.DefineCertificate => "define_certificate",
        EditKind.SendToken => "send_token",
        EditKind.ReplaceToken => "replace_token",
        EditKind.RenewToken => "renew_token",
        EditKind.SendOwnToken => "send_own_token",
        EditKind.DropToken => "drop_token",
        EditKind.IdentifyCustomer => "identify_customer",
        EditKind.CorrectEvent => "correct_event",
    };

    /// <summary>A stable name for programs.</summary>
    public static string ToCode(this EditPlace place) => place switch
    {
        EditPlace.Lists => "lists",
        EditPlace.Certificate => "certificate",
        EditPlace.Request => "request",
    };

    /// <summary>What to do, in one sentence.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="action">The event.</param>
    public static string ToSentence(this Edit edit, EventName? action) => (edit.Kind, edit.List) switch
    {
        (EditKind.AddToList, { } list) => $"Put {action} on the list {ReasonWords.Quoted(list)}.",
        (EditKind.RemoveFromList, { } list) => $"Take {action} off the list {ReasonWords.Quoted(list)}.",
        (EditKind.DefineCertificate, _) => "Define the certificate, so that tokens can be checked.",
        (EditKind.SendToken, _) => "Send the event with a valid token from your backend.",
        (EditKind.ReplaceToken, _) => "Send the event with a token that is valid, instead of this one.",
        (EditKind.RenewToken, _) => "Get a new token from your backend and send the event with it.",
        (EditKind.SendOwnToken, _) => "Send the event with the token of the customer it names.",
        (EditKind.DropToken, _) => "Send the event without a token.",
        (EditKind.IdentifyCustomer, _) => "Make the customer known first: let an event that may change customer data bring an e-mail or customId, or send one with a valid token.",
        (EditKind.CorrectEvent, _) => "Put the event's fields right and send it again.",
        _ => throw new InvalidOperationException("An edit of a list names the list."),
    };

    /// <summary>What comes of a change, in one sentence.</summary>
    public static string ResultSentence(this SuggestedChange change) =>
        change.Results.All(result => !result.Accepted) ? "Then it is rejected."
        : !change.MayChangeData ? "Then it is accepted, and customer data stays as it is."
        : change.NeedsNoProof ? "Then it is accepted and may change customer data, from everybody and without proof of who they are."
        : "Then it is accepted and may change customer data; the token proves whose.";
}
