using System.Buffers.Binary;

namespace EventAuth.Core.Audit;

/// <summary>The secret that seals the trail. Without it, nobody who changes an entry can make the matching hash.</summary>
public sealed class AuditKey
{
    /// <summary>How long a key is, in bytes.</summary>
    public const int Length = 32;

    // The purpose of a hash is part of what is hashed, so that no hash can be used for another purpose.
    private const string EntryPurpose = "EventAuth audit entry 1";
    private const string AccountPurpose = "EventAuth attempted account 1";
    private const string IdentifierPurpose = "EventAuth customer identifier 1";
    private const string ErasedPurpose = "EventAuth erased identifier 1";
    private const int PseudonymLength = 12;

    // Of each thread, for the key that it used last: to begin with a key takes longer than to hash an identifier.
    [ThreadStatic]
    private static (AuditKey Key, IncrementalHash Hash) t_last;

    private readonly byte[] _key;

    /// <summary>Takes the bytes of a key; exactly <see cref="Length"/> of them.</summary>
    public AuditKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
        {
            throw new ArgumentException($"A key of the audit trail has {Length} bytes.", nameof(key));
        }

        _key = key.ToArray();
    }

    /// <summary>The hash of an entry: HMAC-SHA-256 (RFC 2104) over all its fields but the hash, each with its length before it.</summary>
    public byte[] Seal(AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        Append(hash, EntryPurpose);
        Append(hash, entry.Number);
        Append(hash, entry.Time.ToUnixTimeMilliseconds());
        Append(hash, entry.Who);
        Append(hash, entry.Origin);
        Append(hash, entry.Action);
        Append(hash, entry.Subject);
        Append(hash, entry.Before);
        Append(hash, entry.After);
        Append(hash, entry.Previous.Length);
        hash.AppendData(entry.Previous.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>A name for an attempted account, case-insensitive. It reveals nothing: somebody may have typed a password there.</summary>
    public string PseudonymOf(string account) => "account " + Hash(AccountPurpose, account.Trim().ToUpperInvariant())[..PseudonymLength];

    /// <summary>A hash of a customer's identifier, to recognise it where it may not be kept: HMAC-SHA-256 in lower-case hex.</summary>
    /// <param name="kind">uuid, email or customId.</param>
    /// <param name="value">In the form in which identifiers of this kind are compared.</param>
    public string HashOfIdentifier(string kind, string value) => Hash(IdentifierPurpose, kind, value);

    /// <summary>The first eight bytes of the same hash as a number: enough to tell apart what is compared within days.</summary>
    /// <inheritdoc cref="HashOfIdentifier" path="/param"/>
    public ulong ShortHashOfIdentifier(string kind, string value)
    {
        ReadOnlySpan<string> texts = [IdentifierPurpose, kind, value];
        var length = 0;
        foreach (var text in texts)
        {
            length += sizeof(long) + Encoding.UTF8.GetByteCount(text);
        }

        var bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        var end = 0;
        foreach (var text in texts)
        {
            var count = Encoding.UTF8.GetBytes(text, bytes[(end + sizeof(long))..]);
            BinaryPrimitives.WriteInt64BigEndian(bytes[end..], count);
            end += sizeof(long) + count;
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (t_last.Key != this)
        {
            t_last = (this, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key));
        }

        t_last.Hash.AppendData(bytes);
        t_last.Hash.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>
    /// A hash that stays when a customer with an identifier was erased. It is another one than all that the identifier had before, so that
    /// nothing of those remains.
    /// </summary>
    /// <param name="identifierHash">Of <see cref="HashOfIdentifier"/>.</param>
    public string HashOfErased(string identifierHash) => Hash(ErasedPurpose, identifierHash);

    /// <summary>A name for a customer, made from their first uuid, that reveals nothing about them.</summary>
    public string PseudonymOfCustomer(string uuid) => "customer " + HashOfIdentifier("uuid", uuid)[..PseudonymLength];

    /// <summary>Another key of the same length, for something else than the trail (HKDF with SHA-256, RFC 5869).</summary>
    /// <param name="purpose">What it is for: for each purpose another one.</param>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Length, info: Encoding.UTF8.GetBytes(purpose));

    private string Hash(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var text in texts)
        {
            Append(hash, text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        if (text is null)
        {
            Append(hash, -1);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
