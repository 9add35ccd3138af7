using EventAuth.Core.Identifiers;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;

namespace EventAuth.Ingest.Requests;

/// <summary>Compares what a valid token and an event say of the same customer.</summary>
internal static class IdentityMatch
{
    /// <summary>The first identifier that both carry and that differs, as a cause for the operator; null when none does.</summary>
    public static string? FindDifference(TokenIdentity token, JournalEntry entry)
    {
        if (Differ(token.Uuid, entry.ClientUuid))
        {
            return FieldPaths.ClientUuid;
        }

        if (token.Email is not null && entry.ClientEmail is not null
            && Differ(IdentifierRules.FoldEmail(token.Email), IdentifierRules.FoldEmail(entry.ClientEmail)))
        {
            return FieldPaths.ClientEmail;
        }

        return Differ(token.CustomId, entry.ClientCustomId) ? FieldPaths.ClientCustomId : null;
    }

    private static bool Differ(string? one, string? other) =>
        one is not null && other is not null && !string.Equals(one, other, StringComparison.Ordinal);
}
