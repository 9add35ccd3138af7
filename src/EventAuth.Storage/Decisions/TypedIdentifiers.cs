using EventAuth.Core.Identifiers;

namespace EventAuth.Storage.Decisions;

/// <summary>What a typed identifier may mean. If it could be of several kinds, each of them is searched.</summary>
internal static class TypedIdentifiers
{
    public static IEnumerable<(IdentifierKind Kind, string Value)> Of(string typed)
    {
        if (IdentifierRules.TryReadUuid(typed, out var uuid))
        {
            yield return (IdentifierKind.Uuid, uuid);
        }

        if (IdentifierRules.IsEmail(typed))
        {
            yield return (IdentifierKind.Email, IdentifierRules.FoldEmail(typed));
        }

        if (IdentifierRules.IsCustomId(typed))
        {
            yield return (IdentifierKind.CustomId, typed);
        }
    }
}
