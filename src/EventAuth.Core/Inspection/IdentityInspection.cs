using EventAuth.Core.Identifiers;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Looks at whom a token names, by the rules of <see cref="JwtReader"/>.</summary>
internal sealed class IdentityInspection(LooseJson claims, FindingList findings)
{
    /// <summary>The customer; null when the token names none, or one identifier is wrong.</summary>
    public TokenIdentity? Inspect()
    {
        var uuid = claims.Find("uuid");
        var email = claims.Find("email");
        var customId = claims.Find("customId");
        if (uuid is null && email is null && customId is null)
        {
            return InspectSubject();
        }

        var identity = new TokenIdentity(
            Read("uuid", uuid, text => IdentifierRules.TryReadUuid(text, out var folded) ? folded : null, text => findings.Wrong(
                IsNil(text) ? TokenFindingCode.UuidNil : TokenFindingCode.UuidMalformed, ("text", text))),
            Read("email", email, text => IdentifierRules.IsEmail(text) ? text : null, text => findings.Wrong(
                TokenFindingCode.EmailMalformed, ("text", text))),
            Read("customId", customId, text => IdentifierRules.IsCustomId(text) ? text : null, text => findings.Wrong(
                TokenFindingCode.CustomIdMalformed, ("length", text.Length))));
        foreach (var (found, meant) in NearMisses.Misspelt(claims))
        {
            findings.Note(TokenFindingCode.ClaimNotRead, ("found", found), ("meant", meant));
        }

        var isWhole = (uuid is null || identity.Uuid is not null)
            && (email is null || identity.Email is not null)
            && (customId is null || identity.CustomId is not null);
        if (!isWhole)
        {
            return null;
        }

        findings.Right(TokenFindingCode.Customer, ("identity", identity));
        return identity;
    }

    private TokenIdentity? InspectSubject()
    {
        if (claims.Find("sub") is not { } subject)
        {
            var names = claims.Members.Select(member => member.Name).ToList();
            findings.Wrong(TokenFindingCode.NoIdentity, ("claims", names), ("misses", NearMisses.OfIdentity(claims)));
            return null;
        }

        if (LooseJson.TextOf(subject) is not { } text || !IdentifierRules.IsCustomId(text))
        {
            findings.Wrong(TokenFindingCode.SubjectMalformed, ("value", subject));
            return null;
        }

        findings.Note(TokenFindingCode.SubjectUsed, ("subject", text));
        return new TokenIdentity(null, null, text);
    }

    private string? Read(string name, JsonElement? claim, Func<string, string?> read, Action<string> refuse)
    {
        if (claim is not { } value)
        {
            return null;
        }

        if (LooseJson.TextOf(value) is not { } text)
        {
            findings.Wrong(TokenFindingCode.IdentifierNotText, ("identifier", name), ("value", value));
            return null;
        }

        var identifier = read(text);
        if (identifier is null)
        {
            refuse(text);
        }

        return identifier;
    }

    private static bool IsNil(string text) => text.Length > 0 && text.All(character => character is '0' or '-');
}
