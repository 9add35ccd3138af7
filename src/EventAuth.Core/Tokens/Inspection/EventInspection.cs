using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Compares a token's customer with what an event says. Each identifier that both carry must be equal.</summary>
/// <param name="token">Whom the token names; null where that is open.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class EventInspection(TokenIdentity? token, FindingList findings)
{
    /// <summary>Looks at all three.</summary>
    public void Inspect(EventIdentifiers sent)
    {
        if (sent.CustomId is { } customId && IsSound("customId", IdentifierRules.IsCustomId(customId)))
        {
            Compare("customId", token?.CustomId, token?.CustomId, customId, customId);
        }

        if (sent.Email is { } email && IsSound("email", IdentifierRules.IsEmail(email)))
        {
            Compare("email", token?.Email, token?.FoldedEmail, email, IdentifierRules.FoldEmail(email));
        }

        if (sent.Uuid is { } uuid && IsSound("uuid", IdentifierRules.TryReadUuid(uuid, out var folded)))
        {
            Compare("uuid", token?.Uuid, token?.Uuid, uuid, folded);
        }
    }

    private bool IsSound(string name, bool isSound)
    {
        if (!isSound)
        {
            findings.Wrong(TokenFindingCode.EventIdentifierMalformed, $"The event's {name} does not have the right form; such an event is refused whatever its token.", $"Let the site send a sound {name}, or none.");
        }

        return isSound;
    }

    private void Compare(string name, string? proven, string? provenFolded, string sent, string sentFolded)
    {
        if (token is null)
        {
            return;
        }

        if (proven is null)
        {
            var meaning = name == "uuid" ? "It is joined to the token's customer only where the event may change customer data." : "Only what the token says counts, so the event's is passed over.";
            findings.Note(TokenFindingCode.EventIdentifierIgnored, $"The event has the {name} {ShownText.Quote(sent)}, and the token has none. {meaning}");
        }
        else if (provenFolded == sentFolded)
        {
            findings.Right(TokenFindingCode.EventMatches, $"The event's {name} is the token's.");
        }
        else
        {
            var near = provenFolded!.Equals(sentFolded, StringComparison.OrdinalIgnoreCase) ? " They differ by the case of letters, which counts." : "";
            findings.Wrong(TokenFindingCode.EventMismatch, $"The token is for {Shown(name, proven)}, the event says {ShownText.Quote(sent).Trim('"')}.{near}", "Ask the backend for a new token when another customer signs in, and forget the old one at sign-out.");
        }
    }

    private static string Shown(string name, string value) => (name == "customId" ? "" : name == "email" ? "e-mail " : "uuid ") + ShownText.Quote(value).Trim('"');
}
