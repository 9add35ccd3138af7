using System.Security.Cryptography;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>The keys of the admin API.</summary>
internal sealed class ApiKeyDirectory(
    IDbContextFactory<EventAuthDbContext> contexts,
    CurrentRights rights,
    ApiKeyUses uses,
    AdministratorChanges changes,
    IAuditedChanges audited,
    TimeProvider time)
{
    /// <summary>The name of the key from the settings.</summary>
    public const string BootstrapName = "bootstrap";

    public const int MaxNameLength = 64;

    // Shows what it is to people and programs that look for leaked secrets.
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
            // All of them are compared, each in constant time: the response time reveals nothing about any.
            found = CryptographicOperations.FixedTimeEquals(record.Hash, hash) ? record : found;
        }

        return found;
    }

    /// <summary>The keys that were not revoked, by name; none if not allowed.</summary>
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

    /// <summary>Creates a key and returns it, the only time it can be seen. A name is taken while an unrevoked key has it.</summary>
    /// <param name="lifetime">How long it may be used; null for no limit.</param>
    public async Task<(AccessOutcome Outcome, string? Key)> CreateAsync(
        ClaimsPrincipal asking, string name, string role, TimeSpan? lifetime, CancellationToken cancellation)
    {
        name = name.Trim();
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl) || !Roles.All.Contains(role) || lifetime <= TimeSpan.Zero)
        {
            return (AccessOutcome.Malformed, null);
        }

        var key = Prefix + SecretHash.NewSecret();
        var outcome = await changes.RunAsync(
            asking,
            async (context, token) =>
            {
                if (await context.ApiKeys.AnyAsync(record => record.Name == name && record.RevokedAt == null, token))
                {
                    return (AccessOutcome.Taken, null);
                }

                var made = NewRecord(name, SecretHash.Of(key), role, asking.Identity!.Name!);
                made.ExpiresAt = made.CreatedAt + lifetime;
                return (AccessOutcome.Done, await AddAsync(context, made, former: null, token));
            },
            cancellation);
        return (outcome, outcome == AccessOutcome.Done ? key : null);
    }

    /// <summary>Revokes a key: the next call with it is refused.</summary>
    public Task<AccessOutcome> RevokeAsync(ClaimsPrincipal asking, int id, CancellationToken cancellation) => changes.RunAsync(
        asking,
        async (context, token) =>
        {
            if (await context.ApiKeys.SingleOrDefaultAsync(record => record.Id == id && record.RevokedAt == null, token) is not { } key)
            {
                return (AccessOutcome.Gone, null);
            }

            key.RevokedAt = time.GetUtcNow();
            return (AccessOutcome.Done, new AuditFact(AuditAction.ApiKeyRevoked, ApiKeyUses.SubjectOf(key), ToJson(key)));
        },
        cancellation);

    /// <summary>Sets the first key to the one in the settings; a former one from the settings is removed.</summary>
    public async Task SetBootstrapKeyAsync(string key, CancellationToken cancellation)
    {
        var hash = SecretHash.Of(key);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var present = await context.ApiKeys.Where(record => record.Name == BootstrapName).ToListAsync(cancellation);
        if (present.Any(record => record.Hash.AsSpan().SequenceEqual(hash)))
        {
            return;
        }

        await audited.RunAsync(
            context,
            async token =>
            {
                // Once more, as the only one who writes: another process may start with the same settings.
                present = await context.ApiKeys.Where(record => record.Name == BootstrapName).ToListAsync(token);
                if (present.Any(record => record.Hash.AsSpan().SequenceEqual(hash)))
                {
                    return null;
                }

                context.ApiKeys.RemoveRange(present);
                var made = NewRecord(BootstrapName, hash, Roles.Administrator, AuditEntry.Installation);
                return await AddAsync(context, made, present.LastOrDefault(), token);
            },
            cancellation);
    }

    private ApiKeyRecord NewRecord(string name, byte[] hash, string role, string maker) =>
        new() { Name = name, Hash = hash, Role = role, CreatedAt = time.GetUtcNow(), CreatedBy = maker };

    private static async Task<AuditFact> AddAsync(
        EventAuthDbContext context, ApiKeyRecord made, ApiKeyRecord? former, CancellationToken cancellation)
    {
        context.ApiKeys.Add(made);
        await context.SaveChangesAsync(cancellation);
        return new AuditFact(
            AuditAction.ApiKeyMade, ApiKeyUses.SubjectOf(made), former is null ? null : ToJson(former), ToJson(made));
    }

    private static string ToJson(ApiKeyRecord key) => AuditJson.Of(new { name = key.Name, role = key.Role, until = key.ExpiresAt });
}
