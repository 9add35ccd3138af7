using System.Text;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;

namespace EventAuth.Ingest.Requests;

/// <summary>Compares what a valid token and an event say about the customer.</summary>
internal static class IdentityMatch
{
    /// <summary>The first identifier that both have and that differs, as a cause for the operator; null if none does.</summary>
    public static string? FindDifference(TokenIdentity token, JournalEntry entry)
    {
        if (Differ(token.Uuid, entry.ClientUuid))
        {
            return FieldPaths.ClientUuid;
        }

        if (token.FoldedEmail is { } email && entry.ClientEmail.IsPresent && !IsSameEmail(email, entry.ClientEmail))
        {
            return FieldPaths.ClientEmail;
        }

        return Differ(token.CustomId, entry.ClientCustomId) ? FieldPaths.ClientCustomId : null;
    }

    private static bool Differ(string? proven, Utf8Text sent) => proven is not null && sent.IsPresent && !sent.Is(proven);

    private static bool IsSameEmail(string folded, Utf8Text sent) =>
        Ascii.IsValid(sent.Bytes) ? Ascii.EqualsIgnoreCase(sent.Bytes, folded) : IdentifierRules.FoldEmail(sent.ToString()) == folded;
}
