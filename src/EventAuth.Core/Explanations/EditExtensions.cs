using EventAuth.Core.Decisions;

namespace EventAuth.Core.Explanations;

/// <summary>The codes of edits.</summary>
public static class EditExtensions
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
}
