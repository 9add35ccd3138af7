using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
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

        return _newest is { } newest && newest.Version == version ? newest
            : _newest = await ReadAsync(context, version, cancellation)
                ?? throw new InvalidDataException($"PolicyRevisions, row {version}, is damaged");
    }

    public async Task<PolicyRevision?> ReadAsync(int version, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await ReadAsync(context, version, cancellation);
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
            .ThenByDescending(row => row.Id, StringComparer.Ordinal).Select(ToCertificate)];
    }

    public async Task<bool> TryAppendAsync(PolicyRevision revision, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            var isAppended = await changes.RunAsync(context, token => AddAsync(context, revision, token), cancellation);
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

    private async Task<AuditFact?> AddAsync(EventAuthDbContext context, PolicyRevision revision, CancellationToken cancellation)
    {
        if (await context.PolicyRevisions.AnyAsync(other => other.Version == revision.Version, cancellation))
        {
            return null;
        }

        var last = revision.Version - 1;
        var before = _newest?.Version == last ? _newest : await ReadAsync(context, last, cancellation);
        context.PolicyRevisions.Add(ToRow(revision));
        if (revision.Policy.Certificate is { } certificate
            && !await context.Certificates.AnyAsync(known => known.Id == certificate.Id, cancellation))
        {
            context.Certificates.Add(ToRow(certificate));
        }

        return ToFact(before, revision);
    }

    // What differs from the version before, whole, and the comment.
    private static AuditFact ToFact(PolicyRevision? before, PolicyRevision after)
    {
        var isCertificate = before?.Policy.Certificate?.Id != after.Policy.Certificate?.Id;
        var kinds = EventPolicy.Kinds.Where(kind => before is null || !before.Policy[kind].SetEquals(after.Policy[kind])).ToList();
        return new AuditFact(
            isCertificate ? AuditAction.PolicyCertificateDefined : AuditAction.PolicyListsChanged,
            "policy",
            before is null ? null : ToJson(before, kinds, isCertificate),
            ToJson(after, kinds, isCertificate)) { Who = after.AppliedBy };
    }

    private static string ToJson(PolicyRevision revision, IReadOnlyCollection<EventListKind> kinds, bool isCertificate)
    {
        var json = new JsonObject { ["version"] = revision.Version };
        foreach (var kind in kinds)
        {
            json[kind.ToMemberName()] = new JsonArray([.. revision.Policy[kind].Select(name => JsonValue.Create(name.Value))]);
        }

        if (isCertificate)
        {
            json["certificate"] = ToJson(revision.Policy.Certificate);
        }

        if (revision.Comment is { } comment)
        {
            json["comment"] = comment;
        }

        return AuditJson.Of(json);
    }

    private static JsonObject? ToJson(Certificate? certificate) => certificate is null
        ? null
        : new JsonObject { ["id"] = certificate.Id, ["sha256"] = certificate.Sha256, ["keySize"] = certificate.KeySize };

    private async Task<PolicyRevision?> ReadAsync(EventAuthDbContext context, int version, CancellationToken cancellation) =>
        await Revisions(context).SingleOrDefaultAsync(row => row.Version == version, cancellation) is { } row ? ToRevision(row) : null;

    private static IQueryable<PolicyRevisionRecord> Revisions(EventAuthDbContext context) =>
        context.PolicyRevisions.AsNoTracking().Include(row => row.Certificate);

    internal static PolicyRevisionRecord ToRow(PolicyRevision revision) => new()
    {
        Version = revision.Version,
        AnonymousWithoutJwt = ToJson(revision.Policy[EventListKind.AnonymousWithoutJwt]),
        UpdateWithoutJwt = ToJson(revision.Policy[EventListKind.UpdateWithoutJwt]),
        UpdateWithJwt = ToJson(revision.Policy[EventListKind.UpdateWithJwt]),
        CertificateId = revision.Policy.Certificate?.Id,
        AppliedBy = revision.AppliedBy,
        AppliedAt = revision.AppliedAt,
        Comment = revision.Comment,
    };

    private static CertificateRecord ToRow(Certificate certificate) => new()
    {
        Id = certificate.Id,
        Pem = certificate.Pem,
        Sha256 = certificate.Sha256,
        KeySize = certificate.KeySize,
        CreatedAt = certificate.CreatedAt,
        CreatedBy = certificate.CreatedBy,
    };

    /// <summary>The version; null, and named, where its row is damaged: a part of one could be taken for the whole.</summary>
    private PolicyRevision? ToRevision(PolicyRevisionRecord row)
    {
        var key = row.Version.ToString(CultureInfo.InvariantCulture);
        if (FromJson(row.AnonymousWithoutJwt) is not { } anonymous || FromJson(row.UpdateWithoutJwt) is not { } update
            || FromJson(row.UpdateWithJwt) is not { } withJwt
            || (row.CertificateId is null) != (row.Certificate is null) || damaged.Has("PolicyRevisions", key))
        {
            damaged.Add("PolicyRevisions", key);
            return null;
        }

        var policy = EventPolicy.Empty
            .With(EventListKind.AnonymousWithoutJwt, anonymous)
            .With(EventListKind.UpdateWithoutJwt, update)
            .With(EventListKind.UpdateWithJwt, withJwt);
        policy = row.Certificate is { } certificate ? policy.With(ToCertificate(certificate)) : policy;
        return new PolicyRevision(row.Version, policy, row.AppliedBy, row.AppliedAt, row.Comment);
    }

    private static Certificate ToCertificate(CertificateRecord row) =>
        new(row.Id, row.Pem, row.Sha256, row.KeySize, row.CreatedAt, row.CreatedBy);

    private static string ToJson(IEnumerable<EventName> events) => JsonSerializer.Serialize(events.Select(name => name.Value));

    private static List<EventName>? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(json) is { } texts && texts.All(text => EventName.IsValid(text))
                ? [.. texts.Select(text => EventName.Parse(text!))]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
