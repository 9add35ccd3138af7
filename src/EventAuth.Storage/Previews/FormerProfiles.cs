using EventAuth.Core.Previews;
using EventAuth.Storage.Audit;

namespace EventAuth.Storage.Previews;

/// <summary>
/// Says how the profiles with which a span has to do were before it. Every link that a profile ever got is recorded, and so is the loss of
/// one to somebody else; so the links from before the span, in their order, say whose each identifier was.
/// </summary>
internal sealed class FormerProfiles(IDbContextFactory<EventAuthDbContext> contexts, AuditRecorder hashes)
{
    private const int Step = 16_384;

    /// <summary>What those profiles got and lost before the span, in its order.</summary>
    public async Task<List<FormerLink>> RecallAsync(DateTimeOffset since, RecordedDecisions recorded, CancellationToken cancellation)
    {
        var linkable = recorded.FindLinkable();
        if (linkable.Count == 0)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var last = await context.ProfileLinks.MaxAsync(link => (long?)link.Id, cancellation) ?? 0;
        var parts = await ReadingInParts.RunAsync(0, last + 1, part => ReadAsync(part, since, linkable, cancellation), cancellation);
        var concerned = parts.SelectMany(part => part.Concerned).ToHashSet();
        await AddMergedAsync(context, concerned, cancellation);
        return [.. parts.SelectMany(part => part.Before).Where(link => concerned.Contains(link.Profile))];
    }

    // Concerned are the profiles whose identifiers came in the span with others, and those that got or lost something in it. A uuid that
    // came alone made a new profile or none: that links nothing.
    private async Task<FormerLinks> ReadAsync(
        IdRange part, DateTimeOffset since, IReadOnlySet<ulong> linkable, CancellationToken cancellation)
    {
        var links = new FormerLinks([], []);
        var begin = since.ToUnixTimeMilliseconds();
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // A damaged row has another kind.
        var query = context.ProfileLinks.Where(link => link.Id > part.Above && link.Id < part.Below)
            .Where(link => link.Kind >= IdentifierKind.Uuid && link.Kind <= IdentifierKind.CustomId).OrderBy(link => link.Id)
            .Select(link => new { link.LinkedAt, link.ProfileId, link.Kind, link.Proof, link.Value });
        await using var rows = await QueryRows.OpenAsync(context, query, cancellation);
        for (var read = 0; await rows.NextAsync(cancellation); read++)
        {
            if (read % Step == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var (profile, kind, proof) = (rows.Integer(1), (IdentifierKind)rows.Integer(2), (LinkProof)rows.Integer(3));
            var isBefore = rows.Integer(0) < begin;
            var identifier = isBefore ? hashes.ShortHashOf(kind, rows.Text(4)) : 0;
            if (isBefore)
            {
                links.Before.Add(new FormerLink(profile, kind, identifier, proof));
            }

            if (isBefore ? linkable.Contains(identifier) : kind != IdentifierKind.Uuid || proof != LinkProof.None)
            {
                links.Concerned.Add(profile);
            }
        }

        return links;
    }

    // What was merged in the span was another profile before it.
    private static async Task AddMergedAsync(EventAuthDbContext context, HashSet<long> concerned, CancellationToken cancellation)
    {
        var merged = context.Profiles.Where(row => row.MergedInto != null).Select(row => new { row.Id, row.MergedInto });
        await using var rows = await QueryRows.OpenAsync(context, merged, cancellation);
        while (await rows.NextAsync(cancellation))
        {
            if (concerned.Contains(rows.Integer(1)))
            {
                concerned.Add(rows.Integer(0));
            }
        }
    }

    private sealed record FormerLinks(List<FormerLink> Before, HashSet<long> Concerned);
}
