namespace EventAuth.Admin.Access;

/// <summary>Cleans the catalogue of discovered entries, for pages and API. It needs an Editor at this moment.</summary>
internal sealed class CatalogGuard(IEventCatalog catalog, CurrentRights rights)
{
    /// <summary>Hides entries, or shows them again. Returns the changed ones, or null if not allowed.</summary>
    public async Task<IReadOnlyList<EventName>?> SetHiddenAsync(
        IReadOnlyCollection<EventName> actions, bool hidden, ClaimsPrincipal who, CancellationToken cancellation) =>
        await rights.MayAsync(who, Roles.Editor, cancellation) ? await catalog.SetHiddenAsync(actions, hidden, cancellation) : null;

    /// <summary>Deletes entries. Returns the deleted ones, or null if not allowed.</summary>
    public async Task<IReadOnlyList<EventName>?> DeleteAsync(
        IReadOnlyCollection<EventName> actions, ClaimsPrincipal who, CancellationToken cancellation) =>
        await rights.MayAsync(who, Roles.Editor, cancellation) ? await catalog.DeleteAsync(actions, cancellation) : null;
}
