namespace EventAuth.Core.Certificates;

/// <summary>Why a text cannot be the certificate. The stable code of each is its name in lower case with low lines.</summary>
public enum CertificateProblem
{
    Empty,
    TooLarge,
    PrivateKey,

    /// <summary>An X.509 certificate in lines as openssl writes and reads it.</summary>
    X509Certificate,

    /// <summary>An X.509 certificate that openssl reads without its frame: on one line, its body alone, in base64 once more.</summary>
    X509CertificateUnframed,

    /// <summary>An X.509 certificate in any other form, or a part of one.</summary>
    X509CertificateUnreadable,
    CertificateRequest,
    Pkcs7,
    PgpKey,

    /// <summary>A line of OpenSSH with an RSA key.</summary>
    OpensshPublicKey,

    /// <summary>An RSA key of OpenSSH without its first word.</summary>
    OpensshKeyBody,

    /// <summary>An RSA key in the lines of RFC 4716.</summary>
    Ssh2PublicKey,

    /// <summary>An RSA key of OpenSSH in any other form.</summary>
    OpensshKeyUnreadable,
    Token,
    SharedSecret,
    Fingerprint,
    KeySetAddress,
    EncryptedFile,
    NotRsa,
    RsaPss,
    KeyTooShort,
    KeyTooLong,
    EvenModulus,

    /// <summary>The modulus has a factor below 2^16.</summary>
    SmallFactor,

    /// <summary>The modulus is a prime itself.</summary>
    PrimeModulus,

    /// <summary>The modulus is a square or another power.</summary>
    PowerModulus,

    /// <summary>The modulus is a product of primes that are next to each other.</summary>
    ClosePrimes,

    /// <summary>The modulus has the fingerprint of ROCA (CVE-2017-15361).</summary>
    RocaKey,
    BadExponent,
    SeveralKeys,
    TrailingBytes,
    CutOff,
    NotAKey,
}

/// <summary>What was put right in a pasted key. The stable code of each is its name in lower case with low lines.</summary>
public enum CertificateCorrection
{
    ByteOrderMarkRemoved,
    LineBreaksRemoved,
    WrittenLineBreaksRemoved,

    /// <summary>Blanks and characters that nobody sees (Unicode's category Cf).</summary>
    BlanksRemoved,
    DashesRestored,

    /// <summary>The signs in front of each line of quoted mail.</summary>
    QuoteMarksRemoved,

    /// <summary>Characters written as %2B, &amp;#43; or in hexadecimal.</summary>
    CodesDecoded,

    /// <summary>It stood in a string of a program or of a JSON document.</summary>
    TakenOutOfString,

    /// <summary>It was in base64 once or several times more than needed.</summary>
    Base64Unwrapped,
    Base64urlRestored,

    /// <summary>A form had turned + into blanks.</summary>
    PlusSignsRestored,
    LabelCorrected,
    HeaderAdded,
    ConvertedFromPkcs1,
    ConvertedFromJwk,
    ConvertedFromXml,
}

/// <summary>Stable codes of what can be wrong with a certificate and what is put right, for programs and the browser's check.</summary>
public static class CertificateCodes
{
    /// <summary>The problem behind a code.</summary>
    public static bool TryParse(string? code, out CertificateProblem problem) => EnumCode.TryParse(code, out problem);

    /// <summary>The code of a problem.</summary>
    public static string ToCode(this CertificateProblem problem) => EnumCode.Of(problem);

    /// <summary>The corrections behind codes, each once; unknown codes are left out.</summary>
    public static ImmutableArray<CertificateCorrection> ToCorrections(IEnumerable<string> codes) =>
        [.. codes.Select(code => EnumCode.TryParse(code, out CertificateCorrection known) ? known : (CertificateCorrection?)null)
            .OfType<CertificateCorrection>().Distinct().Order()];

    /// <summary>The codes of corrections, in order.</summary>
    public static IEnumerable<string> ToCodes(IEnumerable<CertificateCorrection> corrections) =>
        corrections.Select(correction => EnumCode.Of(correction)).Order(StringComparer.Ordinal);
}
