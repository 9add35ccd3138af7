namespace EventAuth.Core.Certificates;

/// <summary>Why a text cannot be the certificate. Each has its words in <see cref="CertificateWords"/>.</summary>
public enum CertificateProblem
{
    Empty,
    TooLarge,
    PrivateKey,
    X509Certificate,
    OpenSshPublicKey,
    NotRsa,
    RsaPss,
    KeyTooShort,
    KeyTooLong,
    EvenModulus,
    BadExponent,
    SeveralKeys,
    TrailingBytes,
    CutOff,
    NotAKey,
}
