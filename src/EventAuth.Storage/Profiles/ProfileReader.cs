using EventAuth.Core.Identifiers;
using EventAuth.Storage.Damage;

namespace EventAuth.Storage.Profiles;

/// <summary>Reads customers and their activities.</summary>
internal sealed class ProfileReader(
    IDbContextFactory<EventAuthDbContext> contexts, ICustomerTables tables, DamagedRows damaged) : IProfileReader
{
    /// <summary>How many of the newest events are searched for recently active customers.</summary>
    private const int RecentEvents = 2_000;

    /// <summary>How often the next rows are read in place of damaged ones.</summary>
    private const int MostRounds = 10;

    private readonly ProfileRowReader _rows = new(damaged);
    private readonly ProfileComposer _composer = new(tables, damaged);

    public async Task<Profile?> FindByUuidAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await ProfileRows.FindIdAsync(context, uuid, cancellation) is { } id
            ? await _composer.ReadAsync(context, id, cancellation)
            : null;
    }

    public async Task<IReadOnlyList<Profile>> SearchAsync(string text, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var sought = text.Trim();
        long?[] ids =
        [
            await ProfileRows.FindIdAsync(context, IdentifierKind.Uuid, sought.ToLowerInvariant(), cancellation),
            await ProfileRows.FindIdAsync(context, IdentifierKind.Email, IdentifierRules.FoldEmail(sought), cancellation),
            await ProfileRows.FindIdAsync(context, IdentifierKind.CustomId, sought, cancellation),
        ];
        return await _composer.ReadAllAsync(context, ids.OfType<long>().Distinct(), cancellation);
    }

    public async Task<IReadOnlyList<Profile>> ReadRecentAsync(int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var recent = await context.Events
            .OrderByDescending(row => row.Id)
            .Take(RecentEvents)
            .Where(row => row.ProfileId != null)
            .Select(row => row.ProfileId!.Value)
            .ToListAsync(cancellation);
        var ids = recent.Distinct().Take(limit).ToList();
        var merged = await context.Profiles
            .Where(row => ids.Contains(row.Id) && row.MergedInto != null)
            .ToDictionaryAsync(row => row.Id, row => row.MergedInto!.Value, cancellation);
        return await _composer.ReadAllAsync(context, ids.Select(id => merged.GetValueOrDefault(id, id)).Distinct(), cancellation);
    }

    public async Task<IReadOnlyList<Activity>?> ReadActivitiesAsync(
        string uuid, ActivityPosition? after, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await ProfileRows.FindIdAsync(context, uuid, cancellation) is not { } id)
        {
            return null;
        }

        var ids = await ProfileRows.HistoryAsync(context, id, cancellation);
        var activities = new List<Activity>();
        for (var round = 0; round < MostRounds; round++)
        {
            var wanted = limit - activities.Count;
            var rows = await tables.ReadActivitiesAsync(context, ids, after, wanted, cancellation);
            activities.AddRange(rows.Select(_rows.ToActivity).OfType<Activity>());
            if (rows.Count < wanted || activities.Count == limit)
            {
                break;
            }

            // Damaged rows were left out: a short page would be taken for the last one.
            after = new ActivityPosition(rows[^1].Time ?? rows[^1].ReceivedAt, rows[^1].ReceivedAt, rows[^1].EventId!.Value);
        }

        return activities;
    }

    public async Task<IReadOnlyList<ProfileLink>> ReadLinksAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await ProfileRows.FindIdAsync(context, uuid, cancellation) is not { } id)
        {
            return [];
        }

        var ids = await ProfileRows.HistoryAsync(context, id, cancellation);
        var rows = await tables.ReadLinksAsync(context, ids, IProfileReader.MostLinks, cancellation);
        return [.. rows.Select(_rows.ToLink).OfType<ProfileLink>()];
    }

    public IAsyncEnumerable<ProfileLink> ReadAllLinksAsync(string uuid, CancellationToken cancellation) =>
        new CustomerHistory(contexts, tables).ReadLinksAsync(uuid, cancellation).Select(_rows.ToLink).OfType<ProfileLink>();

    public IAsyncEnumerable<Activity> ReadAllActivitiesAsync(string uuid, CancellationToken cancellation) =>
        new CustomerHistory(contexts, tables).ReadEventsAsync(uuid, cancellation).Select(_rows.ToActivity).OfType<Activity>();
}
