namespace EventAuth.Core.Certificates;

/// <summary>Why a text cannot be the certificate. The stable code of each is its name in lower case with underscores.</summary>
public enum CertificateProblem
{
    Empty,
    TooLarge,
    PrivateKey,

    /// <summary>An X.509 certificate in lines, as openssl writes and reads it.</summary>
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
