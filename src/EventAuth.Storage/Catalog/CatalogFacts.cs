using System.Globalization;

namespace EventAuth.Storage.Catalog;

/// <summary>What the audit trail says about changes of the catalogue.</summary>
internal static class CatalogFacts
{
    /// <summary>An entry was created, perhaps from a discovered one.</summary>
    public static AuditFact Made(EventDefinition? discovered, EventDefinition made) =>
        new(AuditAction.CatalogEntryMade, made.Action.Value, discovered is null ? null : ToJson(discovered), ToJson(made));

    public static AuditFact Changed(EventDefinition before, EventDefinition after) =>
        new(AuditAction.CatalogEntryChanged, after.Action.Value, ToJson(before), ToJson(after));

    public static AuditFact Hidden(List<string> actions, bool hidden) => new(
        hidden ? AuditAction.CatalogEntriesHidden : AuditAction.CatalogEntriesShown,
        SubjectOf(actions),
        AuditJson.Of(new { hidden = !hidden, actions }),
        AuditJson.Of(new { hidden, actions }));

    public static AuditFact Deleted(List<string> actions) =>
        new(AuditAction.CatalogEntriesDeleted, SubjectOf(actions), AuditJson.Of(new { actions }));

    private static string SubjectOf(List<string> actions) =>
        actions.Count == 1 ? actions[0] : string.Create(CultureInfo.InvariantCulture, $"{actions.Count} events");

    private static string ToJson(EventDefinition entry) =>
        AuditJson.Of(new { displayName = entry.DisplayName, description = entry.Description, category = entry.Category });
}
