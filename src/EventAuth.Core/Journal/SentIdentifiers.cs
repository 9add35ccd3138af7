using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Journal;

/// <summary>By which identifiers a rejected event named its customer, in the form in which they are compared. Plain ones are never stored: see the decision record.</summary>
/// <param name="Uuid">In lower case, or null.</param>
/// <param name="Email">Folded, or null.</param>
/// <param name="CustomId">As sent, or null.</param>
public readonly record struct SentIdentifiers(string? Uuid, string? Email, string? CustomId)
{
    /// <summary>What an event names; what breaks the rules of identifiers is left out.</summary>
    public static SentIdentifiers Of(JournalEntry entry)
    {
        var email = entry.ClientEmail.ToStringOrNull();
        var customId = entry.ClientCustomId.ToStringOrNull();
        return new SentIdentifiers(
            entry.ClientUuidText,
            email is not null && IdentifierRules.IsEmail(email) ? IdentifierRules.FoldEmail(email) : null,
            customId is not null && IdentifierRules.IsCustomId(customId) ? customId : null);
    }
}
