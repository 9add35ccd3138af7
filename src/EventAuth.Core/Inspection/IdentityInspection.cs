using EventAuth.Core.Identifiers;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Inspects whom a token names, by the rules of <see cref="JwtReader"/>.</summary>
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
            Read("uuid", uuid, TokenFindingCode.UuidMalformed, text => IdentifierRules.TryReadUuid(text, out var folded) ? folded : null),
            Read("email", email, TokenFindingCode.EmailMalformed, text => IdentifierRules.IsEmail(text) ? text : null),
            Read("customId", customId, TokenFindingCode.CustomIdMalformed, text => IdentifierRules.IsCustomId(text) ? text : null));
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

    // The identifier in its compared form; null if there is none, or (with a finding) if it breaks its rule.
    private string? Read(string name, JsonElement? claim, TokenFindingCode malformed, Func<string, string?> read)
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
            var isNil = malformed == TokenFindingCode.UuidMalformed && text.Length > 0 && text.All(sign => sign is '0' or '-');
            findings.Wrong(isNil ? TokenFindingCode.UuidNil : malformed, ("text", text), ("length", text.Length));
        }

        return identifier;
    }
}
