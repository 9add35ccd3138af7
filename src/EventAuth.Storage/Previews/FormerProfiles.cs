using EventAuth.Core.Previews;
using EventAuth.Storage.Audit;

namespace EventAuth.Storage.Previews;

/// <summary>
/// Says how the profiles with which a span has to do were before it. Every link that a profile ever got is recorded, and so is the loss of
/// one to somebody else; so the links from before the span, in their order, say whose each identifier was.
/// </summary>
internal sealed class FormerProfiles(IDbContextFactory<EventAuthDbContext> contexts, AuditRecorder hashes)
{
    /// <summary>From so many profiles on, all links are read: that is quicker than to search for so many.</summary>
    private const int Many = 10_000;

    private const int AtOnce = 500;

    /// <summary>How much later than a link one that is older can be written: the wait for a blocked disk.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromMinutes(1);

    public async Task<ImaginedProfiles> RecallAsync(DateTimeOffset since, RecordedDecisions recorded, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var profiles = new ImaginedProfiles();
        var concerned = await FindAsync(context, since, recorded.FindLinkable(), cancellation);
        var links = await LinksAsync(context, since, concerned, cancellation);
        foreach (var (_, profile, kind, value, proof) in links.OrderBy(link => link.Id))
        {
            profiles.Recall(profile, kind, PolicyReplay.TextOf(hashes.ShortHashOf(kind, value)), proof);
        }

        return profiles;
    }

    // Whose identifiers came in the span with others, now or before they changed hands in it. A uuid that came alone made a new profile or
    // none: that links nothing.
    private async Task<HashSet<long>> FindAsync(
        EventAuthDbContext context, DateTimeOffset since, IReadOnlySet<ulong> identifiers, CancellationToken cancellation)
    {
        var concerned = new HashSet<long>();
        if (identifiers.Count == 0)
        {
            return concerned;
        }

        // A damaged row has another kind.
        var all = context.Identifiers.Where(row => row.Kind >= IdentifierKind.Uuid && row.Kind <= IdentifierKind.CustomId)
            .Select(row => new { row.Kind, row.Value, row.ProfileId });
        await using (var rows = await QueryRows.OpenAsync(context, all, cancellation))
        {
            while (await rows.NextAsync(cancellation))
            {
                var (kind, value) = ((IdentifierKind)rows.Integer(0), rows.Text(1));
                if (identifiers.Contains(hashes.ShortHashOf(kind, value)))
                {
                    concerned.Add(rows.Integer(2));
                }
            }
        }

        var first = await FirstSinceAsync(context, since - Disorder, cancellation);
        concerned.UnionWith(await context.ProfileLinks.Where(link => link.Id >= first && link.LinkedAt >= since)
            .Where(link => link.Kind != IdentifierKind.Uuid || link.Proof != LinkProof.None)
            .Select(link => link.ProfileId).Distinct().ToListAsync(cancellation));

        // What was merged in the span was another profile before it.
        await foreach (var row in context.Profiles.Where(row => row.MergedInto != null)
            .Select(row => new { row.Id, row.MergedInto }).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (concerned.Contains(row.MergedInto!.Value))
            {
                concerned.Add(row.Id);
            }
        }

        return concerned;
    }

    // The first link from a time on; links are written nearly in the order of their times.
    private static async Task<long> FirstSinceAsync(EventAuthDbContext context, DateTimeOffset time, CancellationToken cancellation)
    {
        var (low, high) = (0L, await context.ProfileLinks.MaxAsync(link => (long?)link.Id, cancellation) + 1 ?? 0);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var link = await context.ProfileLinks.Where(link => link.Id >= middle).OrderBy(link => link.Id)
                .Select(link => new { link.Id, link.LinkedAt }).FirstOrDefaultAsync(cancellation);
            (low, high) = link is null || link.LinkedAt >= time ? (low, middle) : (link.Id + 1, high);
        }

        return low;
    }

    private static async Task<List<(long Id, long Profile, IdentifierKind Kind, string Value, LinkProof Proof)>> LinksAsync(
        EventAuthDbContext context, DateTimeOffset since, HashSet<long> concerned, CancellationToken cancellation)
    {
        var before = context.ProfileLinks.Where(link => link.LinkedAt < since)
            .Where(link => link.Kind >= IdentifierKind.Uuid && link.Kind <= IdentifierKind.CustomId);
        var found = new List<(long, long, IdentifierKind, string, LinkProof)>();
        var parts = concerned.Count >= Many ? [before]
            : concerned.Chunk(AtOnce).Select(part => before.Where(link => part.Contains(link.ProfileId)));
        foreach (var part in parts)
        {
            var links = part.Select(link => new { link.Id, link.ProfileId, link.Kind, link.Value, link.Proof });
            await using var rows = await QueryRows.OpenAsync(context, links, cancellation);
            while (await rows.NextAsync(cancellation))
            {
                if (concerned.Contains(rows.Integer(1)))
                {
                    found.Add((
                        rows.Integer(0), rows.Integer(1), (IdentifierKind)rows.Integer(2), rows.Text(3), (LinkProof)rows.Integer(4)));
                }
            }
        }

        return found;
    }
}
