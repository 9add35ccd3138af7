using System.Text.Json;
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

        var identity = new TokenIdentity(ReadUuid(uuid), ReadEmail(email), ReadCustomId(customId));
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
        if (claims.Find("sub") is { } subject)
        {
            if (LooseJson.TextOf(subject) is { } text && IdentifierRules.IsCustomId(text))
            {
                findings.Note(TokenFindingCode.SubjectUsed, ("subject", text));
                return new TokenIdentity(null, null, text);
            }

            findings.Wrong(TokenFindingCode.SubjectMalformed, ("value", subject));
            return null;
        }

        var names = claims.Members.Select(member => member.Name).ToList();
        findings.Wrong(TokenFindingCode.NoIdentity, ("claims", names), ("misses", NearMisses.OfIdentity(claims)));
        return null;
    }

    private string? ReadUuid(JsonElement? claim)
    {
        if (ReadText("uuid", claim) is not { } text)
        {
            return null;
        }

        if (IdentifierRules.TryReadUuid(text, out var uuid))
        {
            return uuid;
        }

        if (text.Length > 0 && text.All(character => character is '0' or '-'))
        {
            findings.Wrong(TokenFindingCode.UuidNil);
        }
        else
        {
            findings.Wrong(TokenFindingCode.UuidMalformed, ("text", text));
        }

        return null;
    }

    private string? ReadEmail(JsonElement? claim)
    {
        if (ReadText("email", claim) is not { } text)
        {
            return null;
        }

        if (IdentifierRules.IsEmail(text))
        {
            return text;
        }

        findings.Wrong(TokenFindingCode.EmailMalformed, ("text", text));
        return null;
    }

    private string? ReadCustomId(JsonElement? claim)
    {
        if (ReadText("customId", claim) is not { } text)
        {
            return null;
        }

        if (IdentifierRules.IsCustomId(text))
        {
            return text;
        }

        findings.Wrong(TokenFindingCode.CustomIdMalformed, ("length", text.Length));
        return null;
    }

    private string? ReadText(string name, JsonElement? claim)
    {
        if (claim is not { } value)
        {
            return null;
        }

        if (LooseJson.TextOf(value) is { } text)
        {
            return text;
        }

        findings.Wrong(TokenFindingCode.IdentifierNotText, ("identifier", name), ("value", value));
        return null;
    }
}
