using System.Runtime.CompilerServices;
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

    /// <summary>So many identifiers are hashed at once, on all processors.</summary>
    private const int Hashed = 16_384;

    /// <summary>How much later than a link one that is older can be written: the wait for a blocked disk.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromMinutes(1);

    public async Task<ImaginedProfiles> RecallAsync(DateTimeOffset since, RecordedDecisions recorded, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var profiles = new ImaginedProfiles();
        var concerned = await FindAsync(context, since, recorded.FindLinkable(), cancellation);
        var links = await LinksAsync(context, since, concerned, cancellation);
        foreach (var (link, hash) in links.OrderBy(found => found.Row.Link))
        {
            profiles.Recall(link.Profile, link.Kind, hash, link.Proof);
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

        // A profile that is younger than the span was nobody before it.
        var before = context.ProfileLinks.Where(link => link.LinkedAt < since);
        var last = await before.MaxAsync(link => (long?)link.ProfileId, cancellation) ?? 0;

        // A damaged row has another kind.
        var all = context.Identifiers.Where(row => row.ProfileId <= last)
            .Where(row => row.Kind >= IdentifierKind.Uuid && row.Kind <= IdentifierKind.CustomId)
            .Select(row => new { row.ProfileId, row.Kind, row.Value });
        await foreach (var (row, hash) in HashAsync(context, all, _ => true, isLink: false, cancellation))
        {
            if (identifiers.Contains(hash))
            {
                concerned.Add(row.Profile);
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

    private async Task<List<(IdentifierRow Row, ulong Hash)>> LinksAsync(
        EventAuthDbContext context, DateTimeOffset since, HashSet<long> concerned, CancellationToken cancellation)
    {
        var before = context.ProfileLinks.Where(link => link.LinkedAt < since)
            .Where(link => link.Kind >= IdentifierKind.Uuid && link.Kind <= IdentifierKind.CustomId);
        var found = new List<(IdentifierRow, ulong)>();
        var parts = concerned.Count >= Many ? [before]
            : concerned.Chunk(AtOnce).Select(part => before.Where(link => part.Contains(link.ProfileId)));
        foreach (var part in parts)
        {
            var links = part.Select(link => new { link.ProfileId, link.Kind, link.Value, link.Id, link.Proof });
            await foreach (var link in HashAsync(context, links, concerned.Contains, isLink: true, cancellation))
            {
                found.Add(link);
            }
        }

        return found;
    }

    private async IAsyncEnumerable<(IdentifierRow Row, ulong Hash)> HashAsync(
        EventAuthDbContext context, IQueryable query, Predicate<long> isWanted, bool isLink,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var rows = await QueryRows.OpenAsync(context, query, cancellation);
        var read = new List<IdentifierRow>(Hashed);
        for (var isMore = true; isMore; read.Clear())
        {
            while (read.Count < Hashed && (isMore = await rows.NextAsync(cancellation)))
            {
                if (isWanted(rows.Integer(0)))
                {
                    read.Add(new IdentifierRow(
                        rows.Integer(0), (IdentifierKind)rows.Integer(1), rows.Text(2), isLink ? rows.Integer(3) : 0,
                        isLink ? (LinkProof)rows.Integer(4) : LinkProof.None));
                }
            }

            var hashed = new ulong[read.Count];
            Parallel.For(0, hashed.Length, i => hashed[i] = hashes.ShortHashOf(read[i].Kind, read[i].Value));
            for (var i = 0; i < hashed.Length; i++)
            {
                yield return (read[i], hashed[i]);
            }
        }
    }

    /// <param name="Link">The number of the link; 0 for a present identifier.</param>
    private readonly record struct IdentifierRow(long Profile, IdentifierKind Kind, string Value, long Link, LinkProof Proof);
}
