namespace EventAuth.Core.Certificates;

/// <summary>The forms that one command turns into a public key: the command is offered only if it works on exactly this text.</summary>
internal static partial class ConvertibleForm
{
    // OIDs in DER: rsaEncryption (RFC 8017, appendix C), id-ecPublicKey (RFC 5480, section 2.1.1), Ed25519 and Ed448 (RFC 8410, section 3).
    private static readonly byte[] RsaEncryption = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

    private static readonly byte[][] OtherKeys =
        [[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01], [0x06, 0x03, 0x2b, 0x65, 0x70], [0x06, 0x03, 0x2b, 0x65, 0x71]];

    /// <summary>The problem that stands for the form of the text.</summary>
    public static CertificateProblem Of(CertificateProblem problem, string given) => problem switch
    {
        CertificateProblem.X509Certificate when IsOfAnotherKey(given) => CertificateProblem.NotRsa,
        CertificateProblem.X509Certificate when Lined.IsMatch(given) => problem,
        CertificateProblem.X509Certificate => IsCertificateWithoutFrame(given)
            ? CertificateProblem.X509CertificateUnframed
            : CertificateProblem.X509CertificateUnreadable,
        CertificateProblem.OpensshPublicKey when OpensshLine.IsMatch(given) => problem,
        CertificateProblem.OpensshPublicKey when OpensshBody.IsMatch(given) => CertificateProblem.OpensshKeyBody,
        CertificateProblem.OpensshPublicKey when Ssh2Lines.IsMatch(given) => CertificateProblem.Ssh2PublicKey,
        CertificateProblem.OpensshPublicKey => CertificateProblem.OpensshKeyUnreadable,
        _ => problem,
    };

    // The command would extract a key that cannot check tokens.
    private static bool IsOfAnotherKey(string given) =>
        BytesIn(Lined.Match(given) is { Success: true } lines ? lines.Value : given) is { } bytes
        && bytes.AsSpan().IndexOf(RsaEncryption) < 0 && OtherKeys.Any(kind => bytes.AsSpan().IndexOf(kind) >= 0);

    // As the command does it: without escaped line breaks, lines of dashes and anything that is not base64.
    private static byte[]? BytesIn(string given)
    {
        var body = NoBase64.Replace(DashedLine.Replace(WrittenLineBreak.Replace(given, ""), ""), "");
        return body.Length % 4 == 0 ? KeyBody.Decode(body) : null;
    }

    private static bool IsCertificateWithoutFrame(string given) =>
        BytesIn(given) is { Length: > 0 } bytes
        && ((KeyStructure.FindProblem(bytes) == CertificateProblem.X509Certificate && DerBeginning.Of(bytes).IsWhole)
            || Lined.IsMatch(Encoding.UTF8.GetString(bytes)));

    // What openssl accepts: a line of dashes, lines of base64, a line of dashes.
    [GeneratedRegex(
        @"^-----BEGIN ([A-Z0-9]+ )?CERTIFICATE-----\r?\n([A-Za-z0-9+/=]{1,76}\r?\n)+-----END ([A-Z0-9]+ )?CERTIFICATE-----\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, CertificateReader.Patience)]
    private static partial Regex Lined { get; }

    [GeneratedRegex(@"^\s*ssh-rsa [A-Za-z0-9+/=]+( [^\r\n]*)?\s*\z", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex OpensshLine { get; }

    [GeneratedRegex(@"^\s*AAAA[A-Za-z0-9+/=\s]+\z", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex OpensshBody { get; }

    [GeneratedRegex(@"^---- BEGIN SSH2 PUBLIC KEY ----\r?\n", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Ssh2Lines { get; }

    [GeneratedRegex(@"\\[nrt]", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex WrittenLineBreak { get; }

    [GeneratedRegex("-----[A-Z0-9 ]*-----", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex DashedLine { get; }

    [GeneratedRegex("[^A-Za-z0-9+/=]", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex NoBase64 { get; }
}
