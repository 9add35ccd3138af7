using System.Collections.Immutable;
using System.Text.Json;
using EventAuth.Core.Identifiers;
using EventAuth.Storage.Damage;

namespace EventAuth.Storage.Profiles;

/// <summary>Reads customers and what they did.</summary>
internal sealed class ProfileReader(IDbContextFactory<EventAuthDbContext> contexts, DamagedRows damaged) : IProfileReader
{
    /// <summary>How many of the newest events are looked through for the customers seen last.</summary>
    private const int RecentEvents = 2_000;

    /// <summary>So often the next rows are read in place of damaged ones.</summary>
    private const int MostRounds = 10;

    // Of each profile no more than could be among the newest of all.
    private const string NewestLinks =
        """
        SELECT l.* FROM json_each({0}) p CROSS JOIN "ProfileLinks" l
        WHERE l."Id" IN (SELECT "Id" FROM "ProfileLinks" WHERE "ProfileId" = p."value" ORDER BY "Id" DESC LIMIT {1})
        ORDER BY l."Id" DESC LIMIT {1}
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
        long?[] ids =
        [
            await ProfileRows.FindIdAsync(context, IdentifierKind.Uuid, sought.ToLowerInvariant(), cancellation),
            await ProfileRows.FindIdAsync(context, IdentifierKind.Email, IdentifierRules.FoldEmail(sought), cancellation),
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
            var rows = await ActivityKeys.ReadPageAsync(context, ids, after, wanted, cancellation);
            activities.AddRange(rows.Select(ToActivity).OfType<Activity>());
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
        var rows = await context.ProfileLinks.FromSqlRaw(NewestLinks, JsonSerializer.Serialize(ids), IProfileReader.MostLinks)
            .AsNoTracking().ToListAsync(cancellation);
        return [.. rows.Where(IsRight).Select(ToLink)];
    }

    public IAsyncEnumerable<ProfileLink> ReadAllLinksAsync(string uuid, CancellationToken cancellation) =>
        new CustomerHistory(contexts).ReadLinksAsync(uuid, cancellation).Where(IsRight).Select(ToLink);

    public IAsyncEnumerable<Activity> ReadAllActivitiesAsync(string uuid, CancellationToken cancellation) =>
        new CustomerHistory(contexts).ReadEventsAsync(uuid, cancellation).Select(ToActivity).OfType<Activity>();

    private static ProfileLink ToLink(ProfileLinkRecord row) => new(row.Kind, row.Value, row.EventId, row.LinkedAt, row.Proof);

    private async Task<IReadOnlyList<Profile>> ReadAllAsync(
        EventAuthDbContext context, IEnumerable<long> ids, CancellationToken cancellation)
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

    // Null for one that was deleted since.
    private async Task<Profile?> ReadAsync(EventAuthDbContext context, long id, CancellationToken cancellation)
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
        var hasMoreUuids = uuids.Count > Profile.MostUuids;
        uuids = [.. uuids.Where(IsUuid)];
        var first = IsUuid(row.Uuid) ? row.Uuid : uuids.FirstOrDefault();
        if (first != row.Uuid)
        {
            damaged.Add("Profiles", id);
        }

        if (first is null)
        {
            return null;
        }

        var history = await ProfileRows.HistoryAsync(context, id, cancellation);
        var lastSeen = await ActivityKeys.LastReceiptAsync(context, history, cancellation);
        var attributes = ReadAttributes(row);
        ImmutableArray<string> all = [first, .. uuids.Where(uuid => uuid != first).Take(Profile.MostUuids - 1)];
        return new Profile(first, all, row.Email, row.CustomId, attributes, row.CreatedAt, lastSeen ?? row.CreatedAt)
        {
            EmailProven = row.EmailProven,
            CustomIdProven = row.CustomIdProven,
            UnprovenAttributes = [.. ReadUnproven(row, attributes)],
            HasMoreUuids = hasMoreUuids,
        };
    }

    private ImmutableSortedDictionary<string, JsonElement> ReadAttributes(ProfileRecord row)
    {
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row.Attributes) is { } attributes)
            {
                return attributes.ToImmutableSortedDictionary(StringComparer.Ordinal);
            }
        }
        catch (JsonException)
        {
            // Named below.
        }

        damaged.Add("Profiles", row.Id);
        return ImmutableSortedDictionary<string, JsonElement>.Empty;
    }

    // Where it cannot be read what is proven, nothing is.
    private IEnumerable<string> ReadUnproven(ProfileRecord row, ImmutableSortedDictionary<string, JsonElement> attributes)
    {
        if (NamesJson.TryRead(row.Unproven, out var names))
        {
            return names;
        }

        damaged.Add("Profiles", row.Id);
        return attributes.Keys;
    }

    private Activity? ToActivity(EventRecord row)
    {
        var isJson = IsJson(row.Params);
        if (!NamesJson.TryRead(row.NotKept, out var notKept)
            || !isJson || !Enum.IsDefined(row.Reason) || row.Action is null || row.Time is null)
        {
            damaged.Add("Events", row.Id);
        }

        return !Enum.IsDefined(row.Reason) ? null : new Activity(
            row.EventId!.Value, row.Action ?? "", row.Label, row.Time ?? row.ReceivedAt, row.ReceivedAt, row.OriginalTime,
            isJson ? row.Params! : "{}", row.Reason, row.PolicyVersion, row.ProfileUpdated, row.Conflict)
        {
            NotKept = [.. notKept],
        };
    }

    private bool IsRight(ProfileLinkRecord row)
    {
        if (Enum.IsDefined(row.Kind) && Enum.IsDefined(row.Proof))
        {
            return true;
        }

        damaged.Add("ProfileLinks", row.Id);
        return false;
    }

    private static bool IsJson(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsUuid(string text) => IdentifierRules.TryReadUuid(text, out var uuid) && uuid == text;
}
