using System.Security.Cryptography;
using System.Text;
using EventAuth.Storage.Files;

namespace EventAuth.Storage.Audit;

/// <summary>The parts of the trail that are not in the database: the key that seals it, and its head.</summary>
internal sealed class AuditFiles(StorageOptions options)
{
    private readonly string _key = Path.Combine(options.Path, "audit.key");
    private readonly string _head = Path.Combine(options.Path, "audit.head");

    /// <summary>Whether there is a key or a head, whatever its content: then there was a database next to it.</summary>
    public bool Exist => File.Exists(_key) || File.Exists(_head);

    /// <summary>
    /// Whether the key was put there for a process that has never run: it would have written a head next to it.
    /// </summary>
    public bool ArePrepared => File.Exists(_key) && !File.Exists(_head);

    /// <summary>The key, or null when the file is missing or has the wrong size.</summary>
    public AuditKey? ReadKey() =>
        File.Exists(_key) && File.ReadAllBytes(_key) is { Length: AuditKey.Length } bytes ? new AuditKey(bytes) : null;

    public AuditKey MakeKey()
    {
        var bytes = RandomNumberGenerator.GetBytes(AuditKey.Length);
        SyncedFile.Replace(_key, bytes);
        return new AuditKey(bytes);
    }

    /// <summary>Writes the same key as in another folder.</summary>
    public void CopyKeyFrom(AuditFiles other) => SyncedFile.Replace(_key, File.ReadAllBytes(other._key));

    /// <summary>The head that was kept last, or null when the file is missing or invalid.</summary>
    public AuditHead? ReadHead() => File.Exists(_head) && AuditHead.TryParse(File.ReadAllText(_head), out var head) ? head : null;

    public void WriteHead(AuditHead head) => SyncedFile.Replace(_head, Encoding.ASCII.GetBytes(head + "\n"));
}
