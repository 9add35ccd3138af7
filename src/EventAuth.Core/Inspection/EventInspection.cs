using EventAuth.Core.Identifiers;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Compares a token's customer with what an event says. Each identifier that both have must be equal.</summary>
/// <param name="token">Whom the token names; null if unknown.</param>
internal sealed class EventInspection(TokenIdentity? token, FindingList findings)
{
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
            findings.Wrong(TokenFindingCode.EventIdentifierMalformed, ("identifier", name));
        }

        return isSound && token is not null;
    }

    private void Compare(string name, string? proven, string? provenFolded, string sent, string sentFolded)
    {
        if (proven is null)
        {
            findings.Note(TokenFindingCode.EventIdentifierIgnored, ("identifier", name), ("sent", sent));
        }
        else if (provenFolded == sentFolded)
        {
            findings.Right(TokenFindingCode.EventMatches, ("identifier", name));
        }
        else
        {
            var differsByCase = provenFolded!.Equals(sentFolded, StringComparison.OrdinalIgnoreCase);
            findings.Wrong(
                TokenFindingCode.EventMismatch, ("identifier", name), ("proven", proven), ("sent", sent), ("differsByCase", differsByCase));
        }
    }
}
