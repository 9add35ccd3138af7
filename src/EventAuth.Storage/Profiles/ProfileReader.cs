using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Profiles;

/// <summary>Reads customers and what they did.</summary>
internal sealed class ProfileReader(IDbContextFactory<EventAuthDbContext> contexts) : IProfileReader
{
    /// <summary>How many of the newest events are looked through for the customers seen last.</summary>
    private const int RecentEvents = 2_000;

    // Of each profile no more than could be among the newest of all.
    private const string NewestLinks =
        """
        SELECT l.* FROM json_each({0}) p CROSS JOIN "ProfileLinks" l
        WHERE l."Id" IN (SELECT "Id" FROM "ProfileLinks" WHERE "ProfileId" = p."value" ORDER BY "Id" DESC LIMIT {1}) ORDER BY l."Id" DESC LIMIT {1}
        """;

    public async Task<Profile?> FindByUuidAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await ProfileRows.FindIdAsync(context, uuid, cancellation) is { } id ? await ReadAsync(context, id, cancellation) : null;
    }

    public async Task<IReadOnlyList<Profile>> SearchAsync(string text, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var sought = text.Trim();
        var uuid = sought.ToLowerInvariant();
        var email = IdentifierRules.FoldEmail(sought);
        long?[] ids =
        [
            await ProfileRows.FindIdAsync(context, IdentifierKind.Uuid, uuid, cancellation),
            await ProfileRows.FindIdAsync(context, IdentifierKind.Email, email, cancellation),
            await ProfileRows.FindIdAsync(context, IdentifierKind.CustomId, sought, cancellation),
        ];
        return await ReadAllAsync(context, ids.OfType<long>().Distinct(), cancellation);
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
        return await ReadAllAsync(context, ids.Select(id => merged.GetValueOrDefault(id, id)).Distinct(), cancellation);
    }

    public async Task<IReadOnlyList<Activity>?> ReadActivitiesAsync(string uuid, ActivityPosition? after, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await ProfileRows.FindIdAsync(context, uuid, cancellation) is not { } id)
        {
            return null;
        }

        var ids = await ProfileRows.HistoryAsync(context, id, cancellation);
        var rows = await ActivityKeys.ReadPageAsync(context, ids, after, limit, cancellation);
        return [.. rows.Select(ToActivity)];
    }

    public async Task<IReadOnlyList<ProfileLink>> ReadLinksAsync(string uuid, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await ProfileRows.FindIdAsync(context, uuid, cancellation) is not { } id)
        {
            return [];
        }

        var ids = await ProfileRows.HistoryAsync(context, id, cancellation);
        var rows = await context.ProfileLinks.FromSqlRaw(NewestLinks, JsonSerializer.Serialize(ids), IProfileReader.MostLinks).AsNoTracking().ToListAsync(cancellation);
        return [.. rows.Select(ToLink)];
    }

    public async IAsyncEnumerable<ProfileLink> ReadAllLinksAsync(string uuid, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in new CustomerHistory(contexts).ReadLinksAsync(uuid, cancellation))
        {
            yield return ToLink(row);
        }
    }

    public async IAsyncEnumerable<Activity> ReadAllActivitiesAsync(string uuid, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in new CustomerHistory(contexts).ReadEventsAsync(uuid, cancellation))
        {
            yield return ToActivity(row);
        }
    }

    private static ProfileLink ToLink(ProfileLinkRecord row) => new(row.Kind, row.Value, row.EventId, row.LinkedAt, row.Proof);

    private static async Task<IReadOnlyList<Profile>> ReadAllAsync(EventAuthDbContext context, IEnumerable<long> ids, CancellationToken cancellation)
    {
        var profiles = new List<Profile>();
        foreach (var id in ids)
        {
            if (await ReadAsync(context, id, cancellation) is { } profile)
            {
                profiles.Add(profile);
            }
        }

        return profiles;
    }

    // Null for one that was deleted meanwhile.
    private static async Task<Profile?> ReadAsync(EventAuthDbContext context, long id, CancellationToken cancellation)
    {
        if (await context.Profiles.AsNoTracking().SingleOrDefaultAsync(profile => profile.Id == id, cancellation) is not { } row)
        {
            return null;
        }

        var uuids = await context.Identifiers
            .Where(identifier => identifier.ProfileId == id && identifier.Kind == IdentifierKind.Uuid)
            .OrderBy(identifier => identifier.Value)
            .Select(identifier => identifier.Value)
            .Take(Profile.MostUuids + 1)
            .ToListAsync(cancellation);
        var history = await ProfileRows.HistoryAsync(context, id, cancellation);
        var lastSeen = await ActivityKeys.LastReceiptAsync(context, history, cancellation);
        return new Profile(
            row.Uuid,
            [row.Uuid, .. uuids.Where(uuid => uuid != row.Uuid).Take(Profile.MostUuids - 1)],
            row.Email,
            row.CustomId,
            ReadAttributes(row.Attributes),
            row.CreatedAt,
            lastSeen ?? row.CreatedAt)
        {
            HasMoreUuids = uuids.Count > Profile.MostUuids,
        };
    }

    private static ImmutableSortedDictionary<string, JsonElement> ReadAttributes(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static Activity ToActivity(EventRecord row) => new(
        row.EventId!.Value,
        row.Action!,
        row.Label,
        row.Time!.Value,
        row.ReceivedAt,
        row.OriginalTime,
        row.Params!,
        row.Reason,
        row.PolicyVersion,
        row.ProfileUpdated,
        row.Conflict);
}
