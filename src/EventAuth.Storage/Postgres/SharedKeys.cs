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
    private const string Purpose = "EventAuth protection keys 1";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Processes that start together find no key, each of them, and are to share one.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(1);

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

        context.ProtectionKeys.Add(new ProtectionKeyRecord { Name = name, Content = Close(name, text), IsKey = isKey, CreatedAt = now });
        context.SaveChanges();
        transaction.Commit();
    }

    private string? Open(ProtectionKeyRecord row)
    {
        try
        {
            using var cipher = new AesGcm(audit.DeriveKey(Purpose), TagLength);
            var content = row.Content.AsSpan();
            var text = new byte[content.Length - NonceLength - TagLength];
            cipher.Decrypt(content[..NonceLength], content[NonceLength..^TagLength], content[^TagLength..], text, NameOf(row.Name));
            return Encoding.UTF8.GetString(text);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException or OverflowException)
        {
            damaged.Add("ProtectionKeys", RowKey.Of(row.Name));
            return null;
        }
    }

    private byte[] Close(string name, string text)
    {
        using var cipher = new AesGcm(audit.DeriveKey(Purpose), TagLength);
        var plain = Encoding.UTF8.GetBytes(text);
        var content = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(content.AsSpan(0, NonceLength));
        cipher.Encrypt(
            content.AsSpan(0, NonceLength), plain, content.AsSpan(NonceLength, plain.Length), content.AsSpan(NonceLength + plain.Length),
            NameOf(name));
        return content;
    }

    // What is under one name cannot stand under another.
    private static byte[] NameOf(string name) => Encoding.UTF8.GetBytes(name);
}
