using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Profiles;

/// <summary>What kind of identifier. Stored by number.</summary>
public enum IdentifierKind
{
    Uuid = 1,
    Email = 2,
    CustomId = 3,
}

/// <summary>What a proof is worth, and the contract's words for kinds of identifiers.</summary>
public static class ProfileLinkExtensions
{
    /// <summary>
    /// Whether the identifier stays where it is when another customer's token carries it. One that was only sent with a token is given up:
    /// a token says who the customer is, but not which browser is theirs.
    /// </summary>
    public static bool IsProven(this LinkProof proof) => proof is LinkProof.Token or LinkProof.Server;

    /// <summary>The name of the member in events, tokens and answers; hashes of identifiers are made with it too.</summary>
    public static string ToWord(this IdentifierKind kind) => kind switch
    {
        IdentifierKind.Uuid => "uuid",
        IdentifierKind.Email => "email",
        IdentifierKind.CustomId => "customId",
    };

    /// <summary>The form in which identifiers of this kind are compared.</summary>
    internal static string Fold(this IdentifierKind kind, string value) =>
        kind == IdentifierKind.Email ? IdentifierRules.FoldEmail(value) : value;
}

/// <summary>One entry of the history of a profile's identifiers.</summary>
/// <param name="EventId">The event that linked or took it.</param>
/// <param name="LinkedAt">When, in UTC.</param>
public sealed record ProfileLink(IdentifierKind Kind, string Value, Guid EventId, DateTimeOffset LinkedAt, LinkProof Proof);
