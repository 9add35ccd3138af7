using EventAuth.Core.Tokens;

namespace EventAuth.Core.Proofs;

/// <summary>A proof in JWS compact form (RFC 7515, section 7.1), split into its decoded parts.</summary>
internal readonly ref struct ProofJws
{
    private ProofJws(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        SigningInput = signingInput;
        Header = header;
        Payload = payload;
        Signature = signature;
    }

    /// <summary>What is signed: header and payload as they were sent.</summary>
    public ReadOnlySpan<byte> SigningInput { get; }

    public ReadOnlySpan<byte> Header { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public ReadOnlySpan<byte> Signature { get; }

    /// <summary>Splits a proof; false if it is too long, has not three parts, or one is not strict base64url.</summary>
    /// <param name="buffer">Of <see cref="ProofRules.MaxLength"/>; holds the decoded parts.</param>
    public static bool TryRead(ReadOnlySpan<byte> proof, Span<byte> buffer, out ProofJws jws)
    {
        jws = default;
        var first = proof.IndexOf((byte)'.');
        var last = proof.LastIndexOf((byte)'.');
        if (proof.Length > ProofRules.MaxLength || first == last || proof[(first + 1)..last].Contains((byte)'.')
            || !StrictBase64Url.TryDecode(proof[..first], buffer, out var header)
            || !StrictBase64Url.TryDecode(proof[(first + 1)..last], buffer[header..], out var payload)
            || !StrictBase64Url.TryDecode(proof[(last + 1)..], buffer[(header + payload)..], out var signature))
        {
            return false;
        }

        jws = new ProofJws(
            proof[..last], buffer[..header], buffer.Slice(header, payload), buffer.Slice(header + payload, signature));
        return true;
    }
}
