namespace EventAuth.EndToEnd.Tests.Keys;

/// <summary>The forms in which a private key may be pasted, typed, uploaded or dropped by mistake.</summary>
public enum PrivateKeyForm
{
    Pkcs8,
    Pkcs1,
    OneLine,
    WrittenLineBreaks,
    BodyAlone,
    BodyAloneOnOneLine,
    Der,
    DerPkcs1,
    Encrypted,
    EncryptedTraditional,
    OpenSsh,
    EllipticCurve,
    BesideThePublicKey,
    CutOff,
}
