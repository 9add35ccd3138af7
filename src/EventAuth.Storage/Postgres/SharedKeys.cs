using System.Security.Cryptography;
using System.Text;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Protection;

namespace EventAuth.Storage.Postgres;

/// <summary>Keeps keys in the database, each encrypted (AES-256-GCM) under a key that follows from <c>audit.key</c>.</summary>
internal sealed class SharedKeys(
    IDbContextFactory<PostgresDbContext> contexts, AuditRecorder audit, DamagedRows damaged, TimeProvider time) : ISharedKeys
{
    /// <summary>Processes that start together find no key, each of them, and are to share one.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(1);

    private KeyCipher Cipher => new(audit.DeriveKey(KeyCipher.Purpose));

    public IReadOnlyList<string> Read()
    {
        using var context = contexts.CreateDbContext();
        return [.. context.ProtectionKeys.AsNoTracking().OrderBy(row => row.CreatedAt).ToList().Select(Open).OfType<string>()];
    }

    public void Add(string name, string text, bool isKey)
    {
        var now = time.GetUtcNow();
        var since = now - SameMoment;
        using var context = contexts.CreateDbContext();
        using var transaction = context.Database.BeginTransaction();
        context.Database.ExecuteSqlRaw("""LOCK TABLE "ProtectionKeys" IN SHARE ROW EXCLUSIVE MODE""");
        if (isKey && context.ProtectionKeys.Any(row => row.IsKey && row.CreatedAt > since))
        {
            return;
        }

        var content = Cipher.Close(name, text);
        context.ProtectionKeys.Add(new ProtectionKeyRecord { Name = name, Content = content, IsKey = isKey, CreatedAt = now });
        context.SaveChanges();
        transaction.Commit();
    }

    private string? Open(ProtectionKeyRecord row)
    {
        if (Cipher.Open(row.Name, row.Content) is { } text)
        {
            return text;
        }

        damaged.Add("ProtectionKeys", RowKey.Of(row.Name));
        return null;
    }
}
