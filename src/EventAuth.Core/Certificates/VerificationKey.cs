using System.Security.Cryptography;

namespace EventAuth.Core.Certificates;

/// <summary>A certificate made ready to verify signatures with. One object serves all threads.</summary>
public sealed class VerificationKey
{
    private readonly RSA _rsa;
    private readonly PublicOperation? _operation;

    private VerificationKey(string certificateId, RSA rsa, PublicOperation? operation)
    {
        (CertificateId, _rsa, _operation) = (certificateId, rsa, operation);
        SignatureLength = LengthOf(rsa);
    }

    /// <summary>The certificate this key comes from.</summary>
    public string CertificateId { get; }

    /// <summary>The exact length of a signature: that of the modulus, in bytes (RFC 8017, section 8.2.2, step 1).</summary>
    public int SignatureLength { get; }

    /// <summary>
    /// Reads the key of a stored certificate by the same rules that let it in, so that a store that was tampered with cannot bring in
    /// a weaker one. Throws <see cref="CryptographicException"/> when it does not pass.
    /// </summary>
    public static VerificationKey Of(Certificate certificate) =>
        CertificateReader.Read(certificate.Pem) is CertificateReading.Accepted accepted && accepted.Pem == certificate.Pem
            ? OfSubjectPublicKeyInfo(certificate.Id, CertificateReader.DerOf(accepted.Pem))
            : throw new CryptographicException("The stored certificate " + certificate.Id + " is not a public key in the stored form.");

    /// <summary>A key that is not asked for strength: for published test vectors.</summary>
    internal static VerificationKey OfSubjectPublicKeyInfo(string certificateId, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        var operation = LengthOf(rsa) >= EncodedMessage.MinLength ? PublicOperation.Find(rsa.ExportParameters(includePrivateParameters: false)) : null;
        return new VerificationKey(certificateId, rsa, operation);
    }

    /// <summary>A key that checks through the framework's RSA alone, which its maker can watch.</summary>
    internal static VerificationKey OfRsa(string certificateId, RSA rsa) => new(certificateId, rsa, operation: null);

    /// <summary>Whether the signature is RSASSA-PKCS1-v1_5 with SHA-256 over the signing input (RFC 7518, section 3.3).</summary>
    public bool Verifies(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(signingInput, hash);
        return signature.Length == SignatureLength && HashVerifies(hash, signature);
    }

    private static int LengthOf(RSA rsa) => (rsa.KeySize + 7) / 8;

    private bool HashVerifies(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        Span<byte> representative = stackalloc byte[SignatureLength];
        if (_operation is null || !_operation.TryCompute(signature, representative))
        {
            return _rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        Span<byte> expected = stackalloc byte[SignatureLength];
        EncodedMessage.Write(hash, expected);
        return CryptographicOperations.FixedTimeEquals(representative, expected);
    }
}
