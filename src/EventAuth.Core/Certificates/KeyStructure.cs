namespace EventAuth.Core.Certificates;

/// <summary>Tells by the structure of DER bytes what they hold, whatever the lines around them claim.</summary>
internal static class KeyStructure
{
    // 1.2.840.113549.1.1.1, rsaEncryption (RFC 8017, appendix A.1), and .10, id-RSASSA-PSS (appendix A.2.3).
    private static ReadOnlySpan<byte> RsaEncryption => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

    private static ReadOnlySpan<byte> RsaPss => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A];

    /// <summary>Finds the modulus and exponent of an RSA public key, or why there are none.</summary>
    /// <param name="der">What the text carried.</param>
    /// <param name="key">Set when there is no problem.</param>
    public static CertificateProblem? Read(ReadOnlySpan<byte> der, out RsaPublicKey key)
    {
        key = default;
        var outcome = DerValue.Take(ref der, out var outer);
        if (outer.Tag != DerValue.Sequence)
        {
            return outcome == DerOutcome.CutOff && outer.Tag == 0 ? CertificateProblem.CutOff : CertificateProblem.NotAKey;
        }

        // Secrets and certificates are told by how they begin, so that a cut-off or prolonged one is still called what it is.
        var inner = outer.Content;
        var first = DerValue.Take(ref inner, out var head);
        return head.Tag switch
        {
            DerValue.Integer when head.Content.Length == 1 => CertificateProblem.PrivateKey,
            DerValue.Sequence when BeginsCertificate(head.Content) => CertificateProblem.X509Certificate,
            DerValue.Sequence when !inner.IsEmpty && inner[0] == DerValue.OctetString => CertificateProblem.PrivateKey,
            _ when outcome == DerOutcome.CutOff || first == DerOutcome.CutOff => CertificateProblem.CutOff,
            _ when outcome == DerOutcome.Malformed || first == DerOutcome.Malformed => CertificateProblem.NotAKey,
            DerValue.Integer => ReadPkcs1(outer.Content, out key) ?? TrailingAfter(der),
            DerValue.Sequence => ReadSubjectPublicKeyInfo(head.Content, inner, out key) ?? TrailingAfter(der),
            _ => CertificateProblem.NotAKey,
        };
    }

    private static CertificateProblem? TrailingAfter(ReadOnlySpan<byte> rest) => rest.IsEmpty ? null : CertificateProblem.TrailingBytes;

    // RFC 5280, section 4.1: the part to be signed begins with its version in [0], or in version 1 with the serial number.
    private static bool BeginsCertificate(ReadOnlySpan<byte> content) => !content.IsEmpty && content[0] is 0xA0 or DerValue.Integer;

    // RFC 8017, appendix A.1.1: two integers and nothing else.
    private static CertificateProblem? ReadPkcs1(ReadOnlySpan<byte> content, out RsaPublicKey key)
    {
        key = default;
        if (!TryTake(ref content, DerValue.Integer, out var modulus) || !TryTake(ref content, DerValue.Integer, out var exponent))
        {
            return CertificateProblem.NotAKey;
        }

        key = new RsaPublicKey(modulus, exponent);
        return content.IsEmpty ? null : CertificateProblem.TrailingBytes;
    }

    // RFC 5280, section 4.1.2.7, with the parameters that RFC 3279, section 2.3.1, asks for.
    private static CertificateProblem? ReadSubjectPublicKeyInfo(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> rest, out RsaPublicKey key)
    {
        key = default;
        if (!TryTake(ref algorithm, DerValue.ObjectIdentifier, out var identifier)
            || !TryTake(ref rest, DerValue.BitString, out var bits)
            || bits.IsEmpty
            || bits[0] != 0)
        {
            return CertificateProblem.NotAKey;
        }

        if (!identifier.SequenceEqual(RsaEncryption))
        {
            return identifier.SequenceEqual(RsaPss) ? CertificateProblem.RsaPss : CertificateProblem.NotRsa;
        }

        if (!algorithm.SequenceEqual<byte>([DerValue.Null, 0]))
        {
            return CertificateProblem.NotAKey;
        }

        var wrapped = bits[1..];
        if (!TryTake(ref wrapped, DerValue.Sequence, out var numbers))
        {
            return CertificateProblem.NotAKey;
        }

        return ReadPkcs1(numbers, out key) ?? TrailingAfter(wrapped) ?? TrailingAfter(rest);
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> bytes, byte tag, out ReadOnlySpan<byte> content)
    {
        var taken = DerValue.Take(ref bytes, out var value) == DerOutcome.Taken && value.Tag == tag;
        content = value.Content;
        return taken;
    }
}
