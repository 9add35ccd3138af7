namespace EventAuth.Core.Certificates;

/// <summary>Why a text cannot be the certificate.</summary>
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
