namespace EventAuth.Core.Certificates;

/// <summary>The plain words for what was wrong with, or put right in, a certificate; and the code of each problem.</summary>
public static class CertificateWords
{
    /// <summary>Takes the public key out of an X.509 certificate.</summary>
    public const string ExtractFromX509 = "openssl x509 -in certificate.pem -pubkey -noout > public.pem";

    /// <summary>Turns a line of OpenSSH into PEM.</summary>
    public const string ConvertFromOpenSsh = "ssh-keygen -f id_rsa.pub -e -m PKCS8 > public.pem";

    private static readonly Dictionary<string, CertificateProblem> ByCode =
        Enum.GetValues<CertificateProblem>().ToDictionary(problem => problem.ToCode());

    /// <summary>The problem behind a code.</summary>
    public static bool TryParse(string? code, out CertificateProblem problem)
    {
        problem = default;
        return code is not null && ByCode.TryGetValue(code, out problem);
    }

    /// <summary>The stable code of a problem, for programs and for the browser's own check.</summary>
    public static string ToCode(this CertificateProblem problem) => problem switch
    {
        CertificateProblem.Empty => "empty",
        CertificateProblem.TooLarge => "too_large",
        CertificateProblem.PrivateKey => "private_key",
        CertificateProblem.X509Certificate => "x509_certificate",
        CertificateProblem.OpenSshPublicKey => "openssh_public_key",
        CertificateProblem.NotRsa => "not_rsa",
        CertificateProblem.RsaPss => "rsa_pss",
        CertificateProblem.KeyTooShort => "key_too_short",
        CertificateProblem.KeyTooLong => "key_too_long",
        CertificateProblem.EvenModulus => "even_modulus",
        CertificateProblem.BadExponent => "bad_exponent",
        CertificateProblem.SeveralKeys => "several_keys",
        CertificateProblem.TrailingBytes => "trailing_bytes",
        CertificateProblem.CutOff => "cut_off",
        CertificateProblem.NotAKey => "not_a_key",
    };

    /// <summary>What is wrong and the way out, for a person who did not make the key.</summary>
    public static string ToWords(this CertificateProblem problem) => problem switch
    {
        CertificateProblem.Empty => "There is no key yet. Paste the content of the file public.pem, or upload the file.",
        CertificateProblem.TooLarge => "This is larger than 64 KiB, and no public key is that large. Choose the file public.pem; it has about 500 bytes.",
        CertificateProblem.PrivateKey =>
            "This is a private key. It belongs to your backend alone, and whoever has it can sign for every customer. It was not kept, but it must count as disclosed: "
            + "make a new pair, give the new private key to your backend only, and enter the new public key here.",
        CertificateProblem.X509Certificate =>
            "This is an X.509 certificate. Only the public key in it is needed. Take it out with: " + ExtractFromX509 + " and enter the content of public.pem.",
        CertificateProblem.OpenSshPublicKey =>
            "This is a public key in the form of OpenSSH. If it is an RSA key, convert it with: " + ConvertFromOpenSsh + " and enter the content of public.pem.",
        CertificateProblem.NotRsa =>
            "This is a public key, but not an RSA key. Tokens are signed with RS256, which needs one. Make an RSA pair of 2048 bits and enter its public key.",
        CertificateProblem.RsaPss =>
            "This RSA key is restricted to RSA-PSS signatures. Tokens are signed with RS256, which is another kind. Make an ordinary RSA pair of 2048 bits and enter its public key.",
        CertificateProblem.KeyTooShort => "This RSA key has fewer than 2048 bits and could be broken. Make a pair of 2048 bits and enter its public key.",
        CertificateProblem.KeyTooLong => "This RSA key has more than 8192 bits, and checking tokens with it would take too long. Make a pair of 2048 to 8192 bits and enter its public key.",
        CertificateProblem.EvenModulus => "This key is damaged: its modulus is even, which no RSA key has. Export the public key from the private key again.",
        CertificateProblem.BadExponent =>
            "The public exponent of this RSA key is not safe: it must be odd, at least 65537, and fit into 64 bits. Make a new pair with openssl, which uses 65537, and enter its public key.",
        CertificateProblem.SeveralKeys => "There are two keys or more. Tokens are checked with exactly one: enter only that one.",
        CertificateProblem.TrailingBytes => "There is more than the public key: something stands before it or follows its end. Enter only the content of public.pem, from the first dash to the last.",
        CertificateProblem.CutOff => "The key is cut off: a part of it is missing. Copy all of public.pem, from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----, or upload the file.",
        CertificateProblem.NotAKey => "This is not a public key. Enter the content of the file public.pem, which begins with -----BEGIN PUBLIC KEY-----.",
    };

    /// <summary>What was put right.</summary>
    public static string ToWords(this CertificateCorrection correction) => correction switch
    {
        CertificateCorrection.ByteOrderMarkRemoved => "The byte-order mark was removed.",
        CertificateCorrection.LineBreaksRemoved => "Line breaks were removed.",
        CertificateCorrection.WrittenLineBreaksRemoved => "Line breaks written as \\n were removed.",
        CertificateCorrection.BlanksRemoved => "Blanks were removed.",
        CertificateCorrection.ConvertedFromPkcs1 => "The key was converted from PKCS#1 (RSA PUBLIC KEY).",
        CertificateCorrection.HeaderAdded => "The lines BEGIN PUBLIC KEY and END PUBLIC KEY were added.",
    };
}
