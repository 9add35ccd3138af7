using System.Globalization;
using EventAuth.Core.Audit;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

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

    /// <summary>Discovered entries were hidden, or shown again.</summary>
    public static AuditFact Hidden(IReadOnlyList<EventName> actions, bool hidden) => new(
        hidden ? AuditAction.CatalogEntriesHidden : AuditAction.CatalogEntriesShown,
        SubjectOf(actions),
        ToJson(actions, !hidden),
        ToJson(actions, hidden));

    /// <summary>Discovered entries were deleted.</summary>
    public static AuditFact Deleted(IReadOnlyList<EventName> actions) =>
        new(AuditAction.CatalogEntriesDeleted, SubjectOf(actions), AuditJson.Of(new { actions = actions.Select(action => action.Value) }));

    private static string SubjectOf(IReadOnlyList<EventName> actions) =>
        actions.Count == 1 ? actions[0].Value : string.Create(CultureInfo.InvariantCulture, $"{actions.Count} events");

    private static string ToJson(IReadOnlyList<EventName> actions, bool hidden) =>
        AuditJson.Of(new { hidden, actions = actions.Select(action => action.Value) });

    private static string ToJson(EventDefinition entry) =>
        AuditJson.Of(new { displayName = entry.DisplayName, description = entry.Description, category = entry.Category });
}
