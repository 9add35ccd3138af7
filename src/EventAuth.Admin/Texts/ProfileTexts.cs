namespace EventAuth.Admin.Texts;

/// <summary>Says who a customer is and how we know.</summary>
internal static class ProfileTexts
{
    /// <summary>What people call the customer: e-mail, otherwise customId, otherwise that nothing is known.</summary>
    public static string Name(Profile profile) => profile.Email ?? profile.CustomId ?? "Anonymous customer";

    public static string State(Profile profile) => profile.IsRecognized ? "Recognized" : "Anonymous";

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
        LinkProof.Taken => "Removed: the token of another customer proved that it is theirs",
    };

    /// <summary>The label for what came without a valid token.</summary>
    public const string Unverified = "unverified";

    public const string UnverifiedHint = "Sent without a valid token: anybody could have sent it";

    /// <summary>Which customer data of an event was not kept, and why.</summary>
    public static string NotKept(Activity activity) =>
        $"Not kept: {string.Join(", ", activity.NotKept)}. "
        + (activity.Conflict
            ? "An event with a conflict changes no customer data."
            : "Without a token nothing replaces or removes what came with one, and a profile has at most "
                + $"{Profile.MaxAttributes} attributes, {Profile.MaxUnproven} of them unverified.");

    /// <summary>A JSON value as people read it: texts without quotation marks, the rest as JSON.</summary>
    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
