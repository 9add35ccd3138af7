using System.Security.Cryptography;
using EventAuth.Admin.Audit;
using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>The keys of the admin API.</summary>
internal sealed class ApiKeyDirectory(IDbContextFactory<EventAuthDbContext> contexts, IAuditedChanges changes, TimeProvider time)
{
    /// <summary>The name of the key that the settings made.</summary>
    public const string BootstrapName = "bootstrap";

    /// <summary>The record of a presented key that may be used now, or null.</summary>
    public async Task<ApiKeyRecord?> FindAsync(string key, CancellationToken cancellation)
    {
        var hash = SecretHash.Of(key);
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var records = await context.ApiKeys.AsNoTracking()
            .Where(record => record.RevokedAt == null && (record.ExpiresAt == null || record.ExpiresAt > now))
            .ToListAsync(cancellation);
        ApiKeyRecord? found = null;
        foreach (var record in records)
        {
            // All of them are compared, each in constant time: the answer's delay says nothing about any.
            found = CryptographicOperations.FixedTimeEquals(record.Hash, hash) ? record : found;
        }

        return found;
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

        await changes.RunAsync(context, token => ReplaceAsync(context, present, hash, token), cancellation);
    }

    private async Task<AuditFact?> ReplaceAsync(EventAuthDbContext context, List<ApiKeyRecord> present, byte[] hash, CancellationToken cancellation)
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
        return new AuditFact(AuditAction.ApiKeyMade, FirstUses.SubjectOf(made.Id, made.Name), present.Count == 0 ? null : ToJson(present[^1]), ToJson(made));
    }

    private static string ToJson(ApiKeyRecord key) => AuditJson.Of(new { name = key.Name, role = key.Role });
}
