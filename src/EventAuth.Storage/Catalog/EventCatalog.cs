using EventAuth.Storage.Audit;
using EventAuth.Storage.Damage;

namespace EventAuth.Storage.Catalog;

/// <summary>The catalogue: changes go to the database first, then to the index that is searched.</summary>
internal sealed class EventCatalog(
    IDbContextFactory<EventAuthDbContext> contexts, CatalogIndex index, IAuditedChanges changes, DamagedRows damaged) : IEventCatalog
{
    public event Action? Changed
    {
        add => index.Changed += value;
        remove => index.Changed -= value;
    }

    public CatalogCount Count => index.Count;

    public ValueTask<IReadOnlyList<EventDefinition>> SearchAsync(CatalogQuery query, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<EventDefinition>>(new CatalogSearch(index, query, cancellation));

    public ValueTask<EventDefinition?> FindAsync(EventName action, CancellationToken cancellation) =>
        ValueTask.FromResult(index.Find(action)?.Definition);

    public async Task<bool> TryAddAsync(EventDefinition definition, CancellationToken cancellation)
    {
        var discovered = index.Find(definition.Action)?.Definition;
        if (discovered is { Source: not EventSource.Discovered })
        {
            return false;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var isAdded = await changes.RunAsync(
            context,
            async token => await InsertAsync(context, definition, token) == 0
                ? null
                : await NotedAsync(context, CatalogFacts.Made(discovered, definition), token),
            cancellation);
        if (isAdded)
        {
            index.Publish([definition with { Source = EventSource.Custom, LastSeenAt = null }]);
        }

        return isAdded;
    }

    public async Task<bool> TryUpdateAsync(
        EventName action, string displayName, string description, string category, CancellationToken cancellation)
    {
        if (index.Find(action) is not { } item)
        {
            return false;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var changed = item.Definition with { DisplayName = displayName, Description = description, Category = category };
        var isChanged = await changes.RunAsync(
            context,
            async token => await context.Catalog.Where(row => row.Action == action.Value).ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.DisplayName, displayName)
                    .SetProperty(r => r.Description, description)
                    .SetProperty(r => r.Category, category),
                token) == 0 ? null : await NotedAsync(context, CatalogFacts.Changed(item.Definition, changed), token),
            cancellation);
        if (isChanged)
        {
            index.Publish([changed]);
        }

        return isChanged;
    }

    public async Task<IReadOnlyList<EventName>> SetHiddenAsync(
        IReadOnlyCollection<EventName> actions, bool hidden, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        List<EventName> changed = [];
        await changes.RunAsync(
            context,
            async token =>
            {
                changed = await DiscoveredAsync(context, actions, !hidden, token);
                var names = changed.ConvertAll(action => action.Value);
                await context.Catalog.Where(row => names.Contains(row.Action))
                    .ExecuteUpdateAsync(row => row.SetProperty(r => r.Hidden, hidden), token);
                return changed.Count == 0 ? null : await NotedAsync(context, CatalogFacts.Hidden(names, hidden), token);
            },
            cancellation);
        index.Publish([.. changed.Select(index.Find).OfType<CatalogItem>().Select(item => item.Definition with { Hidden = hidden })]);
        return changed;
    }

    public async Task<IReadOnlyList<EventName>> DeleteAsync(IReadOnlyCollection<EventName> actions, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        List<EventName> deleted = [];
        List<EventDefinition> gone = [];
        try
        {
            await changes.RunAsync(
                context,
                async token =>
                {
                    deleted = await DiscoveredAsync(context, actions, hidden: null, token);
                    var names = deleted.ConvertAll(action => action.Value);
                    await context.Catalog.Where(row => names.Contains(row.Action)).ExecuteDeleteAsync(token);

                    // Before the journal's writer can go on: the next event of such a name is then discovered again.
                    gone = [.. deleted.Select(index.Find).OfType<CatalogItem>().Select(item => item.Definition)];
                    index.Remove(deleted);
                    return deleted.Count == 0 ? null : await NotedAsync(context, CatalogFacts.Deleted(names), token);
                },
                cancellation);
        }
        catch
        {
            index.Publish(gone);
            throw;
        }

        return deleted;
    }

    /// <summary>Brings the index to what the database holds: at the start of the program, and when another process changed it.</summary>
    internal async Task LoadAsync(CancellationToken cancellation)
    {
        // The names first: what is discovered from here on is not among the rows, and stays.
        var before = index.Names;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Catalog.AsNoTracking().ToListAsync(cancellation);
        index.Replace(before, [.. rows.Select(ToDefinition).OfType<EventDefinition>()]);
    }

    private static async Task<AuditFact> NotedAsync(EventAuthDbContext context, AuditFact fact, CancellationToken cancellation)
    {
        await context.NoteCatalogChangeAsync(cancellation);
        return fact;
    }

    // Those actions that are discovered entries, hidden or not.
    private static async Task<List<EventName>> DiscoveredAsync(
        EventAuthDbContext context, IReadOnlyCollection<EventName> actions, bool? hidden, CancellationToken cancellation)
    {
        var names = actions.Select(action => action.Value).ToList();
        var found = await context.Catalog.AsNoTracking()
            .Where(row => row.Source == EventSource.Discovered && names.Contains(row.Action) && (hidden == null || row.Hidden == hidden))
            .Select(row => row.Action)
            .ToListAsync(cancellation);
        return [.. found.Where(name => EventName.IsValid(name)).Select(EventName.Parse)];
    }

    private static Task<int> InsertAsync(EventAuthDbContext context, EventDefinition definition, CancellationToken cancellation) =>
        context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Catalog" ("Action", "DisplayName", "Description", "Category", "Source", "LastSeenAt")
            VALUES ({definition.Action.Value}, {definition.DisplayName}, {definition.Description},
                {definition.Category}, {(int)EventSource.Custom}, NULL)
            ON CONFLICT ("Action") DO UPDATE SET
                "DisplayName" = excluded."DisplayName", "Description" = excluded."Description",
                "Category" = excluded."Category", "Source" = excluded."Source", "Hidden" = FALSE
            WHERE "Catalog"."Source" = {(int)EventSource.Discovered}
            """,
            cancellation);

    private EventDefinition? ToDefinition(CatalogRecord row)
    {
        var key = RowKey.Of(row.Action);
        if (EventName.TryParse(row.Action, out var action) && Enum.IsDefined(row.Source) && !damaged.Has("Catalog", key))
        {
            return new EventDefinition(action, row.DisplayName, row.Description, row.Category, row.Source, row.LastSeenAt, row.Hidden);
        }

        damaged.Add("Catalog", key);
        return null;
    }
}
