using EventAuth.Core.Certificates;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Damage;

namespace EventAuth.Storage.Policies;

/// <summary>The policy's history in the database.</summary>
internal sealed class PolicyStore(
    IDbContextFactory<EventAuthDbContext> contexts, IAuditedChanges changes, DamagedRows damaged) : IPolicyStore
{
    // A version never changes once it is appended.
    private volatile PolicyRevision? _newest;

    public async Task<PolicyRevision?> ReadLatestAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.PolicyRevisions.MaxAsync(row => (int?)row.Version, cancellation) is not { } version)
        {
            return null;
        }

        var newest = _newest;
        if (newest?.Version != version)
        {
            _newest = newest = await ReadAsync(context, version, cancellation)
                ?? throw new InvalidDataException($"PolicyRevisions, row {version}, is damaged");
        }

        return newest;
    }

    public async Task<PolicyRevision?> ReadAsync(int version, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await ReadAsync(context, version, cancellation);
    }

    public async Task<PolicyRevision?> ReadAtAsync(DateTimeOffset moment, CancellationToken cancellation)
    {
        // By the version and not by the time: clocks of several machines differ a little.
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var version = await context.PolicyRevisions.Where(row => row.AppliedAt <= moment).MaxAsync(row => (int?)row.Version, cancellation);
        return version is { } found ? await ReadAsync(context, found, cancellation) : null;
    }

    public async Task<IReadOnlyList<PolicyRevision>> ReadBeforeAsync(int? version, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await Revisions(context)
            .Where(row => version == null || row.Version < version)
            .OrderByDescending(row => row.Version)
            .Take(limit)
            .ToListAsync(cancellation);
        return [.. rows.Select(ToRevision).OfType<PolicyRevision>()];
    }

    public async Task<IReadOnlyList<Certificate>> ReadCertificatesAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Certificates.AsNoTracking().ToListAsync(cancellation);
        return [.. rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id.Length)
            .ThenByDescending(row => row.Id, StringComparer.Ordinal).Select(PolicyRows.ToCertificate)];
    }

    public async Task<PendingChange?> ReadPendingAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.PendingChanges.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return null;
        }

        if (!PolicyRows.IsWhole(row))
        {
            damaged.Add("PendingChanges", row.Id);
        }

        return PolicyRows.ToPending(row);
    }

    public async Task<bool> TryKeepAsync(PendingChange pending, string author, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await changes.RunAsync(
            context,
            async token =>
            {
                if (!await EndAsync(context, pending, token))
                {
                    return null;
                }

                await context.AnnouncePolicyAsync(token);
                return PolicyAuditFacts.OfKept(pending, author);
            },
            cancellation);
    }

    public async Task<bool> TryAppendAsync(PolicyAppend append, CancellationToken cancellation)
    {
        var revision = append.Revision;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            var isAppended = await changes.RunAsync(context, token => AddAsync(context, append, token), cancellation);
            _newest = isAppended ? revision : _newest;
            return isAppended;
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            context.ChangeTracker.Clear();
            if (!await context.PolicyRevisions.AnyAsync(other => other.Version == revision.Version, cancellation))
            {
                throw;
            }

            return false;
        }
    }

    private async Task<AuditFact?> AddAsync(EventAuthDbContext context, PolicyAppend append, CancellationToken cancellation)
    {
        var revision = append.Revision;
        if (await context.PolicyRevisions.AnyAsync(other => other.Version == revision.Version, cancellation)
            || (append.TakesBack is { } taken && !await EndAsync(context, taken, cancellation)))
        {
            return null;
        }

        if (append.Begins is { } begins)
        {
            context.PendingChanges.Add(PolicyRows.ToRow(begins));
        }

        var last = revision.Version - 1;
        var before = _newest?.Version == last ? _newest : await ReadAsync(context, last, cancellation);
        context.PolicyRevisions.Add(PolicyRows.ToRow(revision));
        if (revision.Policy.Certificate is { } certificate
            && !await context.Certificates.AnyAsync(known => known.Id == certificate.Id, cancellation))
        {
            context.Certificates.Add(PolicyRows.ToRow(certificate));
        }

        await context.AnnouncePolicyAsync(cancellation);
        return PolicyAuditFacts.Of(before, append);
    }

    private static async Task<bool> EndAsync(EventAuthDbContext context, PendingChange pending, CancellationToken cancellation) =>
        await context.PendingChanges.Where(row => row.Version == pending.Version).ExecuteDeleteAsync(cancellation) == 1;

    private async Task<PolicyRevision?> ReadAsync(EventAuthDbContext context, int version, CancellationToken cancellation) =>
        await Revisions(context).SingleOrDefaultAsync(row => row.Version == version, cancellation) is { } row ? ToRevision(row) : null;

    private static IQueryable<PolicyRevisionRecord> Revisions(EventAuthDbContext context) =>
        context.PolicyRevisions.AsNoTracking().Include(row => row.Certificate);

    /// <summary>The version; null, and reported, if its row is damaged.</summary>
    private PolicyRevision? ToRevision(PolicyRevisionRecord row)
    {
        if (!damaged.Has("PolicyRevisions", row.Version) && PolicyRows.ToRevision(row) is { } revision)
        {
            return revision;
        }

        damaged.Add("PolicyRevisions", row.Version);
        return null;
    }
}
