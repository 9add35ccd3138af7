using EventAuth.Core.Audit;
using EventAuth.Core.Catalog;

namespace EventAuth.Storage.Catalog;

/// <summary>What the audit trail says of changes of the catalogue.</summary>
internal static class CatalogFacts
{
    /// <summary>An entry was made, perhaps out of one that was discovered.</summary>
    public static AuditFact Made(EventDefinition? discovered, EventDefinition made) =>
        new(AuditAction.CatalogEntryMade, made.Action.Value, discovered is null ? null : ToJson(discovered), ToJson(made));

    /// <summary>The words of an entry were changed.</summary>
    public static AuditFact Changed(EventDefinition before, EventDefinition after) =>
        new(AuditAction.CatalogEntryChanged, after.Action.Value, ToJson(before), ToJson(after));

    private static string ToJson(EventDefinition entry) =>
        AuditJson.Of(new { displayName = entry.DisplayName, description = entry.Description, category = entry.Category });
}
