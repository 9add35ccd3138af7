using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Journal;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Names events. Without a salt an id is a time-ordered UUID (version 7); with one it follows from the idempotency key
/// (version 8: time as sent, then a keyed hash), so that a repeat finds the first by its own id. RFC 9562, sections 5.7 and 5.8.
/// </summary>
internal sealed class EventIdMaker(byte[] key)
{
    public Guid Make(JournalEntry entry) => entry.EventSalt is null ? Guid.CreateVersion7(entry.Time) : MakeRepeatable(entry);

    private Guid MakeRepeatable(JournalEntry entry)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var (kind, identity) = IdentityAsSent(entry);
        Append(hash, kind);
        Append(hash, identity);
        Append(hash, entry.Action.Value);
        Append(hash, entry.TimeAsSent);
        Append(hash, entry.EventSalt);

        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(id);
        id[..10].CopyTo(id[6..]);
        var time = entry.TimeAsSent is null ? 0 : (entry.OriginalTime ?? entry.Time).ToUnixTimeMilliseconds();
        Span<byte> clock = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(clock, time);
        clock[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }

    /// <summary>The token's first identifier in the order of picking, else the event's uuid; merges do not change it.</summary>
    private static (string Kind, string Value) IdentityAsSent(JournalEntry entry) => entry.Token switch
    {
        { CustomId: { } customId } => ("customId", customId),
        { Email: { } email } => ("email", email),
        { Uuid: { } uuid } => ("uuid", uuid),
        _ => ("uuid", entry.ClientUuid!),
    };

    /// <summary>Each part with its length before it, so that no two keys run together; absent is told from empty.</summary>
    private static void Append(IncrementalHash hash, string? part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : Encoding.UTF8.GetByteCount(part));
        hash.AppendData(length);
        if (part is not null)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }
    }
}
