using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Journal;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Names events. Without a salt an id is a UUID of the time of receipt (version 7); with one it follows from the idempotency key
/// (version 8: time as sent, then a keyed hash), so that a repeat finds the first by its own id. RFC 9562, sections 5.7 and 5.8. Used by one thread at a time.
/// </summary>
internal sealed class EventIdMaker(byte[] key)
{
    private readonly ArrayBufferWriter<byte> _identity = new(512);

    public Guid Make(JournalEntry entry) => entry.EventSalt.IsPresent ? MakeRepeatable(entry) : Guid.CreateVersion7(entry.ReceivedAt);

    private Guid MakeRepeatable(JournalEntry entry)
    {
        _identity.ResetWrittenCount();
        AppendIdentity(entry);
        Append(entry.Action.Value);
        Append(entry.TimeAsSent);
        Append(entry.EventSalt);

        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, _identity.WrittenSpan, id);
        id[..10].CopyTo(id[6..]);
        var time = entry.TimeAsSent.IsPresent ? (entry.OriginalTime ?? entry.Time).ToUnixTimeMilliseconds() : 0;
        Span<byte> clock = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(clock, time);
        clock[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }

    /// <summary>The token's first identifier in the order of picking, else the event's uuid; merges do not change it.</summary>
    private void AppendIdentity(JournalEntry entry)
    {
        switch (entry.Token)
        {
            case { CustomId: { } customId }:
                Append("customId");
                Append(customId);
                break;
            case { Email: { } email }:
                Append("email");
                Append(email);
                break;
            case { Uuid: { } uuid }:
                Append("uuid");
                Append(uuid);
                break;
            default:
                Append("uuid");
                Append(entry.ClientUuid);
                break;
        }
    }

    private void Append(string part)
    {
        AppendLength(Encoding.UTF8.GetByteCount(part));
        Encoding.UTF8.GetBytes(part, _identity);
    }

    private void Append(Utf8Text part)
    {
        AppendLength(part.IsPresent ? part.Bytes.Length : -1);
        _identity.Write(part.Bytes);
    }

    /// <summary>Each part has its length before it, so that no two keys run together; absent is told from empty.</summary>
    private void AppendLength(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_identity.GetSpan(sizeof(int)), length);
        _identity.Advance(sizeof(int));
    }
}
