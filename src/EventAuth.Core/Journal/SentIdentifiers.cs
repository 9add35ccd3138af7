using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Journal;

/// <summary>How a rejected event named its customer, in the form that is compared. Never stored plain: see the decision record.</summary>
/// <param name="Uuid">In lower case, or null.</param>
/// <param name="Email">Folded, or null.</param>
/// <param name="CustomId">As sent, or null.</param>
public readonly record struct SentIdentifiers(string? Uuid, string? Email, string? CustomId)
{
    /// <summary>The identifiers of an event; those that break the rules of identifiers are left out.</summary>
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
