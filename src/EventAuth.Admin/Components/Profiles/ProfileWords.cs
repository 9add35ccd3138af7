using System.Text.Json;
using EventAuth.Core.Profiles;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>The words of the pages about customers.</summary>
internal static class ProfileWords
{
    /// <summary>What people call the customer: e-mail, else customId, else that nothing is known.</summary>
    public static string Name(Profile profile) => profile.Email ?? profile.CustomId ?? "Anonymous customer";

    /// <summary>"Recognized" or "Anonymous".</summary>
    public static string State(Profile profile) => profile.IsRecognized ? "Recognized" : "Anonymous";

    /// <summary>A kind of identifier.</summary>
    public static string ToWords(this IdentifierKind kind) => kind switch
    {
        IdentifierKind.Uuid => "uuid",
        IdentifierKind.Email => "E-mail",
        IdentifierKind.CustomId => "customId",
    };

    /// <summary>On what grounds an identifier came to the profile.</summary>
    public static string ToWords(this LinkProof proof) => proof switch
    {
        LinkProof.None => "The sender said so, without a token",
        LinkProof.Token => "Proved by a valid token",
        LinkProof.SentWithToken => "Came with an event that had a valid token, and belonged to nobody known",
        LinkProof.Server => "Given by this server",
    };

    /// <summary>A JSON value as people read it: texts without quotation marks, the rest as JSON.</summary>
    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
