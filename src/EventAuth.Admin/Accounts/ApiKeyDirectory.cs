using System.Security.Claims;
using System.Security.Cryptography;
using EventAuth.Admin.Access;
using EventAuth.Admin.Audit;
using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>The keys of the admin API.</summary>
internal sealed class ApiKeyDirectory(
    IDbContextFactory<EventAuthDbContext> contexts,
    PresentRights rights,
    ApiKeyUses uses,
    AccessChanges changes,
    IAuditedChanges audited,
    TimeProvider time)
{
    /// <summary>The name of the key that the settings made.</summary>
    public const string BootstrapName = "bootstrap";

    /// <summary>How long a name may be.</summary>
    public const int MaxNameLength = 64;

    // Lets people and programs that look for leaked secrets see what it is.
    private const string Prefix = "eventauth_";

    /// <summary>The record of a presented key that may be used now, or null.</summary>
    public async Task<ApiKeyRecord?> FindAsync(string key, CancellationToken cancellation)
    {
        var hash = SecretHash.Of(key);
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var records = await context.ApiKeys.AsNoTracking()
            .Where(ValidSpan.OfApiKeys(now))
            .ToListAsync(cancellation);
        ApiKeyRecord? found = null;
        foreach (var record in records)
        {
            // All of them are compared, each in constant time: the answer's delay says nothing about any.
            found = CryptographicOperations.FixedTimeEquals(record.Hash, hash) ? record : found;
        }

        if (found is not null)
        {
            uses.Note(found.Id);
        }

        return found;
    }

    /// <summary>The keys that were not revoked, by name; none for who may not know.</summary>
    public async Task<IReadOnlyList<ApiKeySummary>> ListAsync(ClaimsPrincipal asking, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (!await rights.MayAsync(context, asking, Roles.Administrator, cancellation))
        {
            return [];
        }

        var records = await context.ApiKeys.AsNoTracking().Where(record => record.RevokedAt == null).OrderBy(record => record.Name)
            .ToListAsync(cancellation);
        return [.. records.Select(record => new ApiKeySummary(
            record.Id,
            record.Name,
            record.Role,
            record.CreatedAt,
            record.CreatedBy,
            uses.LastOf(record.Id) ?? record.LastUsedAt,
            record.ExpiresAt))];
    }

    /// <summary>Makes a key and gives it, the only time it can be seen. A name is taken while a key that was not revoked has it.</summary>
    /// <param name="asking">Who makes it.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="lifetime">How long it may be used; null for ever.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<(AccessOutcome Outcome, string? Key)> CreateAsync(
        ClaimsPrincipal asking, string name, string role, TimeSpan? lifetime, CancellationToken cancellation)
    {
        name = name.Trim();
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl) || !Roles.All.Contains(role) || lifetime <= TimeSpan.Zero)
        {
            return (AccessOutcome.Malformed, null);
        }

        var key = Prefix + SecretHash.NewSecret();
        var outcome = AccessOutcome.Done;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            await audited.RunAsync(context, TryAsync, cancellation);

            async Task<AuditFact?> TryAsync(CancellationToken token)
            {
                outcome = !await rights.MayAsync(context, asking, Roles.Administrator, token) ? AccessOutcome.Forbidden
                    : await context.ApiKeys.AnyAsync(record => record.Name == name && record.RevokedAt == null, token) ? AccessOutcome.Taken
                    : AccessOutcome.Done;
                return outcome == AccessOutcome.Done
                    ? await AddAsync(context, asking.Identity!.Name!, name, key, role, lifetime, token)
                    : null;
            }
        }

        if (outcome != AccessOutcome.Done)
        {
            return (outcome, null);
        }

        changes.Announce();
        return (AccessOutcome.Done, key);
    }

    /// <summary>Revokes a key: the next call with it is refused.</summary>
    public async Task<AccessOutcome> RevokeAsync(ClaimsPrincipal asking, int id, CancellationToken cancellation)
    {
        var outcome = AccessOutcome.Done;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            await audited.RunAsync(context, TryAsync, cancellation);

            async Task<AuditFact?> TryAsync(CancellationToken token)
            {
                if (!await rights.MayAsync(context, asking, Roles.Administrator, token))
                {
                    outcome = AccessOutcome.Forbidden;
                    return null;
                }

                if (await context.ApiKeys.SingleOrDefaultAsync(record => record.Id == id && record.RevokedAt == null, token) is not { } key)
                {
                    outcome = AccessOutcome.Gone;
                    return null;
                }

                key.RevokedAt = time.GetUtcNow();
                return new AuditFact(AuditAction.ApiKeyRevoked, FirstUses.SubjectOf(key.Id, key.Name), ToJson(key))
                {
                    Who = asking.Identity!.Name,
                };
            }
        }

        if (outcome == AccessOutcome.Done)
        {
            changes.Announce();
        }

        return outcome;
    }

    /// <summary>Makes the first key what the settings say; another one that they made before is removed.</summary>
    public async Task SetBootstrapKeyAsync(string key, CancellationToken cancellation)
    {
        var hash = SecretHash.Of(key);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var present = await context.ApiKeys.Where(record => record.Name == BootstrapName).ToListAsync(cancellation);
        if (present.Any(record => record.Hash.AsSpan().SequenceEqual(hash)))
        {
            return;
        }

        await audited.RunAsync(context, token => ReplaceAsync(context, present, hash, token), cancellation);
    }

    private async Task<AuditFact> AddAsync(
        EventAuthDbContext context, string maker, string name, string key, string role, TimeSpan? lifetime, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var made = new ApiKeyRecord
        {
            Name = name,
            Hash = SecretHash.Of(key),
            Role = role,
            CreatedAt = now,
            CreatedBy = maker,
            ExpiresAt = now + lifetime,
        };
        context.ApiKeys.Add(made);
        await context.SaveChangesAsync(cancellation);
        return new AuditFact(AuditAction.ApiKeyMade, FirstUses.SubjectOf(made.Id, made.Name), After: ToJson(made)) { Who = maker };
    }

    private async Task<AuditFact?> ReplaceAsync(
        EventAuthDbContext context, List<ApiKeyRecord> present, byte[] hash, CancellationToken cancellation)
    {
        context.ApiKeys.RemoveRange(present);
        var made = new ApiKeyRecord
        {
            Name = BootstrapName,
            Hash = hash,
            Role = Roles.Administrator,
            CreatedAt = time.GetUtcNow(),
            CreatedBy = "installation",
        };
        context.ApiKeys.Add(made);
        await context.SaveChangesAsync(cancellation);
        return new AuditFact(
            AuditAction.ApiKeyMade,
            FirstUses.SubjectOf(made.Id, made.Name),
            present.Count == 0 ? null : ToJson(present[^1]),
            ToJson(made));
    }

    private static string ToJson(ApiKeyRecord key) => AuditJson.Of(new { name = key.Name, role = key.Role, until = key.ExpiresAt });
}
