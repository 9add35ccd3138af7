using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Makes ids of events. Without a salt an id is a UUID of the time of receipt (version 7); with one it follows from the idempotency key
/// (version 8: time as sent, then a keyed hash), so that a repeat finds the first by its own id. RFC 9562, sections 5.7 and 5.8.
/// Used by one thread at a time.
/// </summary>
internal sealed class EventIdMaker(byte[] key)
{
    private const int IdLength = 16;

    /// <summary>The counter uses the 12 bits after the version.</summary>
    private const int MaxCounter = 1 << 12;

    /// <summary>How many milliseconds ids may be ahead of the clock; if it was set back by more, they start again.</summary>
    private const long MaxAhead = 10_000;

    private readonly ArrayBufferWriter<byte> _identity = new(512);

    // Random bytes are fetched in advance: one system call for many ids.
    private readonly byte[] _random = new byte[256 * IdLength];
    private int _randomUsed = 256 * IdLength;

    // The position of the last id.
    private long _milliseconds;
    private int _counter;

    public Guid Make(JournalEntry entry) => entry.EventSalt.IsPresent ? MakeRepeatable(entry) : MakeUnique(entry.ReceivedAt);

    private Guid MakeUnique(DateTimeOffset receivedAt)
    {
        if (_randomUsed == _random.Length)
        {
            RandomNumberGenerator.Fill(_random);
            _randomUsed = 0;
        }

        var id = _random.AsSpan(_randomUsed, IdLength);
        _randomUsed += IdLength;

        // Each id is greater than the one before (RFC 9562, section 6.2, method 1), so new ids go to the end of their index.
        var now = receivedAt.ToUnixTimeMilliseconds();
        if (now > _milliseconds || _milliseconds - now > MaxAhead)
        {
            (_milliseconds, _counter) = (now, 0);
        }
        else if (++_counter == MaxCounter)
        {
            (_milliseconds, _counter) = (_milliseconds + 1, 0);
        }

        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)_counter);
        return Shape(id, _milliseconds, version: 7);
    }

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
        return Shape(id[..IdLength], time, version: 8);
    }

    /// <summary>Sets time, version and variant as in RFC 9562; the rest stays.</summary>
    private static Guid Shape(Span<byte> id, long milliseconds, int version)
    {
        Span<byte> clock = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(clock, milliseconds);
        clock[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | (version << 4));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>
    /// The token's first identifier in the order of selection, else the event's uuid; merges do not change it. A token's uuid is another
    /// identity than the same uuid without a token: somebody who only knows a uuid cannot use up the salts of the customer who proves it.
    /// </summary>
    private void AppendIdentity(JournalEntry entry)
    {
        var (kind, value) = entry.Token switch
        {
            { CustomId: { } customId } => ("customId", customId),
            { Email: { } email } => ("email", email),
            { Uuid: { } uuid } => ("token uuid", uuid),
            _ => ("uuid", entry.ClientUuidText),
        };
        Append(kind);
        Append(value);
    }

    private void Append(string? part)
    {
        AppendLength(part is null ? -1 : Encoding.UTF8.GetByteCount(part));
        Encoding.UTF8.GetBytes(part, _identity);
    }

    private void Append(Utf8Text part)
    {
        AppendLength(part.IsPresent ? part.Bytes.Length : -1);
        _identity.Write(part.Bytes);
    }

    /// <summary>Each part has its length before it, so that no two keys look the same; absent differs from empty.</summary>
    private void AppendLength(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_identity.GetSpan(sizeof(int)), length);
        _identity.Advance(sizeof(int));
    }
}
