namespace EventAuth.Core.Certificates;

/// <summary>Recognises, by their words, things that people paste instead of a public key.</summary>
internal static partial class KeyWords
{
    /// <summary>Whether a text without spaces contains a private key in a form that has words.</summary>
    public static bool HasSecret(string tight) => Secret.IsMatch(tight);

    /// <summary>What the BEGIN lines of a text announce, in order.</summary>
    public static IReadOnlyList<string> LabelsIn(string tight) => [.. Label.Matches(tight).Select(match => match.Groups["label"].Value)];

    /// <summary>Whether the lines around a key may have this name.</summary>
    public static bool IsPublicLabel(string label) => label is "PUBLICKEY" or "RSAPUBLICKEY";

    /// <summary>Whether the lines around something call it a certificate.</summary>
    public static bool IsCertificateLabel(string label) => label is "CERTIFICATE" or "TRUSTEDCERTIFICATE" or "X509CERTIFICATE";

    /// <summary>A body between its lines, with the spaces that belong in them.</summary>
    public static string Frame(string label, string body)
    {
        var spelled = FirstWord.Replace(label, "${word} ").Replace("PUBLICKEY", "PUBLIC KEY", StringComparison.Ordinal);
        return $"-----BEGIN {spelled}-----{body}-----END {spelled}-----";
    }

    /// <summary>What the text is, if it is clearly not a public key in PEM or base64; null if it may be one.</summary>
    public static CertificateProblem? Find(string tight, IReadOnlyList<string> labels)
    {
        var blocks = tight.AsSpan().Count("-----BEGIN");
        return tight.Length == 0 ? CertificateProblem.Empty
            : HasSecret(tight) ? CertificateProblem.PrivateKey
            : Encrypted.IsMatch(tight) ? CertificateProblem.EncryptedFile
            : labels.Any(label => label.StartsWith("PGP", StringComparison.Ordinal)) ? CertificateProblem.PgpKey
            : labels.Any(label => label.EndsWith("CERTIFICATEREQUEST", StringComparison.Ordinal)) ? CertificateProblem.CertificateRequest
            : labels.Any(label => label is "PKCS7" or "CMS") ? CertificateProblem.Pkcs7
            : blocks > 0 && labels.Count == blocks && labels.All(IsCertificateLabel) ? CertificateProblem.X509Certificate
            : SshKey.IsMatch(tight) ? FindKindOfSsh(tight)
            : blocks > 1 ? CertificateProblem.SeveralKeys
            : Token.IsMatch(tight) ? CertificateProblem.Token
            : Fingerprint.IsMatch(tight) || NamedFingerprint.IsMatch(tight) ? CertificateProblem.Fingerprint
            : null;
    }

    /// <summary>What is wrong with a text that has lines of dashes, but not one pair around all of it.</summary>
    public static CertificateProblem FindFaultOfFrame(string tight)
    {
        if (WholeKey.IsMatch(tight))
        {
            return CertificateProblem.TrailingBytes;
        }

        // A whole line with another name is something else; a part of a line is a part of a key.
        var label = Label.Match(tight);
        return label.Success && !IsPublicLabel(label.Groups["label"].Value) ? CertificateProblem.NotAKey : CertificateProblem.CutOff;
    }

    /// <summary>What a body is if it is not DER.</summary>
    public static CertificateProblem FindElse(string text, string body, bool isFramed, KeyBody? found)
    {
        // Every key of these sizes begins with a sequence of two length bytes, which base64 writes as "MII".
        if (found is null && (body.StartsWith('-') || body.EndsWith('-')
            || (Base64.IsMatch(body) && (isFramed || body.StartsWith("MII", StringComparison.Ordinal)))))
        {
            return CertificateProblem.CutOff;
        }

        if (isFramed)
        {
            return found?.Bytes.Length == 0 ? CertificateProblem.CutOff : CertificateProblem.NotAKey;
        }

        return found?.Bytes.Length != 0 && SharedSecret.IsMatch(text) ? CertificateProblem.SharedSecret : CertificateProblem.NotAKey;
    }

    // Only an RSA key can be converted.
    private static CertificateProblem FindKindOfSsh(string tight) =>
        tight.Contains("AAAAB3NzaC1yc2", StringComparison.Ordinal) ? CertificateProblem.OpensshPublicKey : CertificateProblem.NotRsa;

    // PEM and PuTTY, a JWK with quotation marks and without, XML, OpenSSH, the text that openssl prints, age, a keystore of Java.
    // Then what may be anywhere in another text: " PRIVATE KEY-" in base64, from each of three places on; the bytes of PKCS#8 and PKCS#1
    // in base64, in hexadecimal digits and as numbers.
    [GeneratedRegex(
        """
        BEGIN[A-Z0-9]{0,20}PRIVATEKEY|PRIVATEKEY(BLOCK)?--|PuTTY-User-Key-File|["']d["']:["']|[{,]d:["']|<InverseQ>
        |b3BlbnNzaC1rZXktdjE|openssh-key-v1|Private-Key:|privateExponent|AGE-SECRET-KEY-|^/u3\+7Q|^zs7Ozg
        |IFBSSVZBVEUgS0VZL|BQUklWQVRFIEtFWS|gUFJJVkFURSBLRVkt
        |MII[A-Za-z0-9+/]{3}IB(AAKC|ADANBgkqhkiG9w0BAQ)
        |3082[0-9a-f]{4}020100(300d|0282)
        |\b(48,130|0x30,0x82),\w+,\w+,(2,1,0|0x02,0x01,0x00),
        """,
        CertificateReader.AnyCase | RegexOptions.IgnorePatternWhitespace,
        CertificateReader.Patience)]
    private static partial Regex Secret { get; }

    [GeneratedRegex(
        "^Salted__|^U2FsdGVkX1|^age-encryption\\.org|^-----BEGIN(AGEENCRYPTEDFILE|PGPMESSAGE)",
        RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Encrypted { get; }

    [GeneratedRegex("^(?<word>RSA|X509|TRUSTED)(?=.)", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex FirstWord { get; }

    [GeneratedRegex("-----BEGIN(?<label>[A-Z0-9]*)-----", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Label { get; }

    [GeneratedRegex(
        @"-----BEGIN(?<label>(RSA)?PUBLICKEY)-----.*-----END\k<label>-----",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, CertificateReader.Patience)]
    private static partial Regex WholeKey { get; }

    [GeneratedRegex(
        "^(ssh-|ecdsa-sha2-|sk-ssh-|sk-ecdsa-|----BEGINSSH2PUBLICKEY|AAAAB3Nz|AAAAC3Nz|AAAAE2Vj)",
        RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex SshKey { get; }

    [GeneratedRegex(@"^(Bearer)?ey[JA][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*){2,4}\z", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Token { get; }

    // 32 digits without colons are a random secret: a fingerprint of that length has colons.
    [GeneratedRegex(
        @"^(?![0-9a-f]{32}-?\z)((MD5|SHA-?(1|256|384|512))(Fingerprint)?[:=])?([0-9a-f]{2}:?){15,63}[0-9a-f]{2}-?\z",
        CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex Fingerprint { get; }

    [GeneratedRegex(@"^SHA(1|256|512)[:/][A-Za-z0-9+/]{27,86}=*\z", CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex NamedFingerprint { get; }

    // The name of a key in a cloud is not a secret.
    [GeneratedRegex(
        @"^(?!arn:|projects/)(?=.*[0-9])(?=.*[A-Za-z])[\x21-\x7e]{16,128}\z", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex SharedSecret { get; }

    [GeneratedRegex(@"^[A-Za-z0-9+/]*={0,2}\z", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Base64 { get; }
}
