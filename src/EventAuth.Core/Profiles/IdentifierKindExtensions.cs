namespace EventAuth.Core.Profiles;

/// <summary>The contract's words for kinds of identifiers.</summary>
public static class IdentifierKindExtensions
{
    /// <summary>The name of the member in events, tokens and answers; hashes of identifiers are made with it too.</summary>
    public static string ToWord(this IdentifierKind kind) => kind switch
    {
        IdentifierKind.Uuid => "uuid",
        IdentifierKind.Email => "email",
        IdentifierKind.CustomId => "customId",
    };
}
