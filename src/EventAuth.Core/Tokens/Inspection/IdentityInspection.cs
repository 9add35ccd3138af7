using System.Text.Json;
using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Tokens.Inspection;

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
            findings.Note(TokenFindingCode.ClaimNotRead, $"{ShownText.Quote(found)} is not read.", $"It is spelled {meant}, and case counts.");
        }

        var isWhole = (uuid is null || identity.Uuid is not null) && (email is null || identity.Email is not null) && (customId is null || identity.CustomId is not null);
        if (!isWhole)
        {
            return null;
        }

        findings.Right(TokenFindingCode.Customer, "It names the customer: " + Words(identity) + ".");
        return identity;
    }

    /// <summary>The identifiers as they stand in a sentence.</summary>
    public static string Words(TokenIdentity identity)
    {
        var words = new List<string>();
        if (identity.CustomId is { } customId)
        {
            words.Add("customId " + ShownText.Quote(customId));
        }

        if (identity.Email is { } email)
        {
            words.Add("e-mail " + ShownText.Quote(email));
        }

        if (identity.Uuid is { } uuid)
        {
            words.Add("uuid " + uuid);
        }

        return ShownText.List(words);
    }

    private TokenIdentity? InspectSubject()
    {
        if (claims.Find("sub") is { } subject)
        {
            if (LooseJson.TextOf(subject) is { } text && IdentifierRules.IsCustomId(text))
            {
                findings.Note(TokenFindingCode.SubjectUsed, $"It has none of customId, email and uuid, so sub serves as customId: {ShownText.Quote(text)}.");
                return new TokenIdentity(null, null, text);
            }

            findings.Wrong(
                TokenFindingCode.SubjectMalformed,
                $"sub is {HeaderInspection.Shown(subject)}, and is all that could name the customer; but it must be a text of 1 to {IdentifierRules.MaxCustomIdLength} characters.",
                "Put the customer's id into customId, as a text in quotation marks.");
            return null;
        }

        findings.Wrong(TokenFindingCode.NoIdentity, "It does not say who the customer is: there is none of customId, email and uuid. " + WhatThereIs(), Suggestion());
        return null;
    }

    private string WhatThereIs()
    {
        const int few = 8;
        var names = claims.Members.Select(member => ShownText.Quote(member.Name)).ToList();
        return names.Count == 0 ? "It has no claims at all."
            : $"It has {ShownText.List(names.Count <= few ? names : [.. names.Take(few), $"{names.Count - few} more"])}.";
    }

    private string Suggestion()
    {
        var misses = NearMisses.OfIdentity(claims);
        return misses.Count == 0
            ? "Let the backend put the customer's customId, email or uuid into the token."
            : "Perhaps meant: " + ShownText.List([.. misses.Select(miss => $"{ShownText.Quote(miss.Found)}, to be named {miss.Meant}")])
                + (misses.Any(miss => miss.Found.Contains('.', StringComparison.Ordinal)) ? ". It must stand at the top, not inside of something else." : ". Case counts.");
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
            findings.Wrong(TokenFindingCode.UuidNil, "uuid is made of zeros alone: that is the empty value, which many customers would share.", "Put the customer's own uuid into the token, or leave uuid out.");
        }
        else
        {
            findings.Wrong(TokenFindingCode.UuidMalformed, $"uuid is {ShownText.Quote(text)}, which is none.", "A uuid has 32 hexadecimal digits in groups of 8-4-4-4-12 with hyphens, and no braces. Another kind of id belongs into customId.");
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

        findings.Wrong(TokenFindingCode.EmailMalformed, $"email is {ShownText.Quote(text)}, which is no e-mail address.", $"An e-mail address has one @ with something on both sides, no blanks, and at most {IdentifierRules.MaxEmailLength} characters. Where it is not known, leave email out.");
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

        var what = text.Length == 0 ? "is empty" : text.Length > IdentifierRules.MaxCustomIdLength ? $"has {ShownText.Count(text.Length, "character")}" : "has control characters in it, a line break for example";
        findings.Wrong(TokenFindingCode.CustomIdMalformed, $"customId {what}.", $"It has 1 to {IdentifierRules.MaxCustomIdLength} characters, and no control characters. Where it is not known, leave customId out.");
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

        var remedy = value.ValueKind == JsonValueKind.Number ? $"Put it into quotation marks: \"{name}\": \"{ShownText.Quote(value.GetRawText()).Trim('"')}\"." : $"Make {name} a text, or leave it out where it is not known.";
        findings.Wrong(TokenFindingCode.IdentifierNotText, $"{name} is {HeaderInspection.Shown(value)}, and must be a text.", remedy);
        return null;
    }
}
