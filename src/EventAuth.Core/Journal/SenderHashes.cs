using System.Buffers.Binary;

namespace EventAuth.Core.Journal;

/// <summary>
/// Who an event was from, as far as profiles ask: what it takes to decide it again. Identifiers are hashes under a key that is outside the
/// database; 0 stands for none.
/// </summary>
/// <param name="HasToken">Whether a valid token said who it is.</param>
/// <param name="IsUuidOfToken">Whether the token carried the uuid; otherwise it is the browser's.</param>
public readonly record struct SenderHashes(bool HasToken, bool IsUuidOfToken, ulong Uuid, ulong Email, ulong CustomId)
{
    /// <summary>The first byte: whether there was a token, whose the uuid is, and which hashes follow.</summary>
    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Token = 1,
        UuidOfToken = 2,
        Uuid = 4,
        Email = 8,
        CustomId = 16,
        All = Token | UuidOfToken | Uuid | Email | CustomId,
    }

    /// <summary>Whether no identifier is known.</summary>
    public bool IsEmpty => (Uuid | Email | CustomId) == 0;

    /// <summary>Whether there is what no event lacks: a uuid, or an identifier in its token.</summary>
    public bool IsComplete => Uuid != 0 || (HasToken && !IsEmpty);

    /// <summary>The first of its identifiers; 0 if there is none.</summary>
    public ulong First => Uuid != 0 ? Uuid : Email != 0 ? Email : CustomId;

    /// <summary>Whether an event of this sender can link identifiers to a customer; one with a browser's uuid alone cannot.</summary>
    public bool CanLink => HasToken || (Email | CustomId) != 0;

    /// <summary>As it is stored: a byte, and eight for each identifier.</summary>
    public byte[] ToBytes()
    {
        var parts = (HasToken ? Parts.Token : Parts.None) | (IsUuidOfToken ? Parts.UuidOfToken : Parts.None);
        Span<byte> bytes = stackalloc byte[1 + (3 * sizeof(ulong))];
        var length = 1;
        length = Add(bytes, length, Uuid, Parts.Uuid, ref parts);
        length = Add(bytes, length, Email, Parts.Email, ref parts);
        length = Add(bytes, length, CustomId, Parts.CustomId, ref parts);
        bytes[0] = (byte)parts;
        return bytes[..length].ToArray();
    }

    /// <summary>Reads <see cref="ToBytes"/>; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SenderHashes sender)
    {
        sender = default;
        if (bytes.IsEmpty)
        {
            return false;
        }

        var parts = (Parts)bytes[0];
        var rest = bytes[1..];
        if ((parts & ~Parts.All) != 0 || !TryTake(Parts.Uuid, ref rest, out var uuid) || !TryTake(Parts.Email, ref rest, out var email)
            || !TryTake(Parts.CustomId, ref rest, out var customId) || !rest.IsEmpty)
        {
            return false;
        }

        sender = new SenderHashes(parts.HasFlag(Parts.Token), parts.HasFlag(Parts.UuidOfToken), uuid, email, customId);
        return true;

        bool TryTake(Parts part, ref ReadOnlySpan<byte> rest, out ulong hash)
        {
            hash = 0;
            if (!parts.HasFlag(part))
            {
                return true;
            }

            if (!BinaryPrimitives.TryReadUInt64BigEndian(rest, out hash) || hash == 0)
            {
                return false;
            }

            rest = rest[sizeof(ulong)..];
            return true;
        }
    }

    private static int Add(Span<byte> bytes, int length, ulong hash, Parts part, ref Parts parts)
    {
        if (hash == 0)
        {
            return length;
        }

        parts |= part;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[length..], hash);
        return length + sizeof(ulong);
    }
}
