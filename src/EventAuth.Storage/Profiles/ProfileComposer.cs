using System.Collections.Immutable;
using EventAuth.Core.Identifiers;
using EventAuth.Storage.Damage;

namespace EventAuth.Storage.Profiles;

/// <summary>Assembles a customer from several tables.</summary>
internal sealed class ProfileComposer(ICustomerTables tables, DamagedRows damaged)
{
    private readonly ProfileRowReader _rows = new(damaged);

    /// <summary>The customers of these profiles, one after the other, without those that have been deleted since.</summary>
    public async Task<IReadOnlyList<Profile>> ReadAllAsync(
        EventAuthDbContext context, IEnumerable<long> ids, CancellationToken cancellation) =>
        await ids.ToAsyncEnumerable().Select(async (id, token) => await ReadAsync(context, id, token)).OfType<Profile>()
            .ToListAsync(cancellation);

    /// <summary>The customer; null for one that was deleted since.</summary>
    public async Task<Profile?> ReadAsync(EventAuthDbContext context, long id, CancellationToken cancellation)
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
        var lastSeen = await tables.LastReceiptAsync(context, history, cancellation);
        var attributes = _rows.ReadAttributes(row);
        ImmutableArray<string> all = [first, .. uuids.Where(uuid => uuid != first).Take(Profile.MostUuids - 1)];
        return new Profile(first, all, row.Email, row.CustomId, attributes, row.CreatedAt, lastSeen ?? row.CreatedAt)
        {
            EmailProven = row.EmailProven,
            CustomIdProven = row.CustomIdProven,
            UnprovenAttributes = [.. _rows.ReadUnproven(row, attributes)],
            HasMoreUuids = hasMoreUuids,
        };
    }

    private static bool IsUuid(string text) => IdentifierRules.TryReadUuid(text, out var uuid) && uuid == text;
}
