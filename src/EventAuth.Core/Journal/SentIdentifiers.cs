using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Journal;

/// <summary>
/// How an event names its customer, in the form that is compared: by its token if it has a valid one, otherwise by what it says. Kept of
/// rejected events, and to decide an event again, only as hashes.
/// </summary>
/// <param name="Uuid">In lower case, or null.</param>
/// <param name="Email">Folded, or null.</param>
/// <param name="CustomId">As sent, or null.</param>
public readonly record struct SentIdentifiers(string? Uuid, string? Email, string? CustomId)
{
    /// <summary>The identifiers of an event; those that break the rules of identifiers are left out.</summary>
    public static SentIdentifiers Of(JournalEntry entry)
    {
        if (entry.Token is { } token)
        {
            return new SentIdentifiers(token.Uuid ?? entry.ClientUuidText, token.FoldedEmail, token.CustomId);
        }

        var email = entry.ClientEmail.ToStringOrNull();
        var customId = entry.ClientCustomId.ToStringOrNull();
        return new SentIdentifiers(
            entry.ClientUuidText,
            email is not null && IdentifierRules.IsEmail(email) ? IdentifierRules.FoldEmail(email) : null,
            customId is not null && IdentifierRules.IsCustomId(customId) ? customId : null);
    }
}
