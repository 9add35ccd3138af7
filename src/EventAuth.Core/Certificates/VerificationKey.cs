using System.Security.Cryptography;

namespace EventAuth.Core.Certificates;

/// <summary>A certificate made ready to verify signatures with. One object serves all threads.</summary>
public sealed class VerificationKey
{
    private readonly RSA _rsa;

    private VerificationKey(string certificateId, RSA rsa)
    {
        CertificateId = certificateId;
        _rsa = rsa;
        SignatureLength = (rsa.KeySize + 7) / 8;
    }

    /// <summary>The certificate this key comes from.</summary>
    public string CertificateId { get; }

    /// <summary>The exact length of a signature: that of the modulus, in bytes (RFC 8017, section 8.2.2, step 1).</summary>
    public int SignatureLength { get; }

    /// <summary>Reads the key of a stored certificate. Throws <see cref="CryptographicException"/> when it is none.</summary>
    public static VerificationKey Of(Certificate certificate)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(certificate.Pem);
        return new VerificationKey(certificate.Id, rsa);
    }

    /// <summary>Whether the signature is RSASSA-PKCS1-v1_5 with SHA-256 over the signing input (RFC 7518, section 3.3).</summary>
    public bool Verifies(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(signingInput, hash);
        return signature.Length == SignatureLength
            && _rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
