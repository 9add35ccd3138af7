using EventAuth.Core.Tokens;

namespace EventAuth.Core.Proofs;

/// <summary>
/// Whether a proof's <c>htu</c> is the address of a request (RFC 9449, section 4.3, step 9): equal as it is, or after the normalisation of
/// RFC 3986, sections 6.2.2 and 6.2.3. Where the settings name the public addresses, these count and not what the request says of its host.
/// </summary>
internal static class ProofTarget
{
    private const int MaxLength = 2_048;
    private const int UsualLength = 256;

    // RFC 3986, section 2. The framework's parser takes more: blanks, backslashes, other letters.
    private static readonly SearchValues<byte> s_ofAddress = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8);

    public static bool Is(ReadOnlySpan<byte> htu, in ProofRequest request, ProofRules rules)
    {
        if (htu.Length is 0 or > MaxLength || htu.ContainsAnyExcept(s_ofAddress))
        {
            return false;
        }

        if (rules.Addresses.IsEmpty)
        {
            return Is(htu, request.Scheme, "://", request.Host, request.Path);
        }

        foreach (var address in rules.Addresses)
        {
            if (Is(htu, address, "", "", request.Path))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<byte> htu, string scheme, string separator, string host, string path) =>
        IsAsWritten(htu, scheme, separator, host, path) || IsNormalized(htu, scheme + separator + host + path);

    // What browsers send, nearly always: without garbage.
    private static bool IsAsWritten(ReadOnlySpan<byte> htu, string scheme, string separator, string host, string path)
    {
        var length = scheme.Length + separator.Length + host.Length + path.Length;
        if (htu.Length != length || length > UsualLength)
        {
            return false;
        }

        Span<char> expected = stackalloc char[UsualLength];
        expected.TryWrite($"{scheme}{separator}{host}{path}", out var written);
        return Ascii.Equals(htu, expected[..written]);
    }

    private static bool IsNormalized(ReadOnlySpan<byte> htu, string expected) =>
        Normalize(Encoding.ASCII.GetString(htu)) is { } sent && sent == Normalize(expected);

    // Query and fragment do not count (RFC 9449, section 4.3, step 9); a user in front of the host is no address of ours.
    private static string? Normalize(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "" }
            ? $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}{uri.AbsolutePath}"
            : null;
}
