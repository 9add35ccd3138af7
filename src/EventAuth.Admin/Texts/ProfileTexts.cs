using System.Text.Json;
using EventAuth.Core.Profiles;

namespace EventAuth.Admin.Texts;

/// <summary>Says who a customer is and how that is known.</summary>
internal static class ProfileTexts
{
    /// <summary>What people call the customer: e-mail, else customId, else that nothing is known.</summary>
    public static string Name(Profile profile) => profile.Email ?? profile.CustomId ?? "Anonymous customer";

    /// <summary>"Recognized" or "Anonymous".</summary>
    public static string State(Profile profile) => profile.IsRecognized ? "Recognized" : "Anonymous";

    /// <summary>A kind of identifier.</summary>
    public static string ToTitle(this IdentifierKind kind) => kind switch
    {
        IdentifierKind.Uuid => "uuid",
        IdentifierKind.Email => "E-mail",
        IdentifierKind.CustomId => "customId",
    };

    /// <summary>How an identifier was added to the profile.</summary>
    public static string ToTitle(this LinkProof proof) => proof switch
    {
        LinkProof.None => "Unverified",
        LinkProof.Token => "Verified by a valid token",
        LinkProof.SentWithToken => "Sent with a valid token, belonged to no known customer before",
        LinkProof.Server => "Assigned by this server",
    };

    /// <summary>A JSON value as people read it: texts without quotation marks, the rest as JSON.</summary>
    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
