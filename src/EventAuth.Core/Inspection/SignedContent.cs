namespace EventAuth.Core.Inspection;

/// <summary>
/// What a private key signed, as its public key shows it: for RSASSA-PKCS1-v1_5 a hash and its name (RFC 8017, section 9.2). This shows at
/// once whether the token or something else was signed, and what: each guess costs a hash, but no key operation.
/// </summary>
/// <param name="Hash">The name of the hash; null if the message has none, or the scheme hides it.</param>
/// <param name="Digest">The hash; null if the scheme hides it.</param>
internal sealed record SignedContent(HashAlgorithmName? Hash, byte[]? Digest)
{
    /// <summary>A valid RSASSA-PSS signature, with any hash.</summary>
    public static readonly SignedContent Pss = new(null, null);

    // Section 9.2, note 1: what comes before the hash.
    private static readonly (HashAlgorithmName Hash, int Length, byte[] Prefix)[] Hashes =
    [
        (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes, Convert.FromHexString("3021300906052b0e03021a05000414")),
        (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, Convert.FromHexString("3031300d060960864801650304020105000420")),
        (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes, Convert.FromHexString("3041300d060960864801650304020205000430")),
        (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes, Convert.FromHexString("3051300d060960864801650304020305000440")),
    ];

    private static readonly string[] LineBreaks = ["\n", "\r\n", "\r"];

    // openssl base64 and base64 break lines after this many characters.
    private static readonly int[] LineLengths = [int.MaxValue, 64, 76];

    /// <summary>Reads an encoded message; null for one that no signer of this scheme makes, such as any that another key made.</summary>
    public static SignedContent? Read(ReadOnlySpan<byte> message)
    {
        var end = message[2..].IndexOfAnyExcept((byte)0xff) + 2;
        if (message[0] != 0 || message[1] != 1 || end < 10 || message[end] != 0)
        {
            return null;
        }

        var rest = message[(end + 1)..];
        foreach (var (hash, length, prefix) in Hashes)
        {
            if (rest.Length == prefix.Length + length && rest.StartsWith(prefix))
            {
                return new SignedContent(hash, rest[^length..].ToArray());
            }
        }

        // A hash that was signed without its name: the low-level call of some libraries.
        return rest.Length == SHA256.HashSizeInBytes ? new SignedContent(null, rest.ToArray()) : null;
    }

    /// <summary>Whether header and payload were signed as they are, or in the correct encoding and changed afterwards.</summary>
    public bool IsOf(LooseToken token) => Is(token.SigningInput) || Is(token.CanonicalInput);

    /// <summary>The line break that was signed too, in its escaped form; or null.</summary>
    public string? FindLineBreak(LooseToken token) =>
        Array.Find(LineBreaks, lineBreak => InLines(token, lineBreak).Any(Is))
            ?.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Which other text was signed: payload, decoded, padded, blank, hash or bare_hash; or null.</summary>
    public string? FindOther(LooseToken token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token.SigningInput));
        if (Hash is null)
        {
            return hash.AsSpan().SequenceEqual(Digest) ? "bare_hash" : null;
        }

        byte[] decoded = [.. token.HeaderBytes ?? [], (byte)'.', .. token.ClaimBytes ?? []];
        return Is(token.Parts[1]) || Is(token.ClaimBytes) ? "payload"
            : Is(decoded) ? "decoded"
            : Is(Padded(token.Parts[0]) + "." + Padded(token.Parts[1])) ? "padded"
            : Is(token.SigningInput + " ") || Is(token.SigningInput + "\0") ? "blank"
            : Is(hash) || Is(Convert.ToHexStringLower(hash)) ? "hash"
            : null;
    }

    private bool Is(string input) => Is(Encoding.UTF8.GetBytes(input));

    // The hash of this input, under its own name.
    private bool Is(byte[]? input) =>
        Hash is { } hash && CryptographicOperations.HashData(hash, input ?? []).AsSpan().SequenceEqual(Digest);

    // After the whole, and after each part and each line, with and without the last break.
    private static IEnumerable<string> InLines(LooseToken token, string lineBreak)
    {
        yield return token.SigningInput + lineBreak;
        foreach (var length in LineLengths)
        {
            var parts = token.Parts.Take(2)
                .Select(part => string.Join(lineBreak, part.Chunk(length).Select(line => new string(line)))).ToArray();
            var text = parts[0] + lineBreak + "." + parts[1];
            yield return text;
            yield return text + lineBreak;
            yield return parts[0] + "." + parts[1];
        }
    }

    private static string Padded(string part) => part.PadRight((part.Length + 3) / 4 * 4, '=');
}
