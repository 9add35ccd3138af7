namespace EventAuth.Core.Certificates;

/// <summary>A certificate made ready to verify signatures with. One object serves all threads.</summary>
public sealed class VerificationKey
{
    private readonly RSA _rsa;
    private long _newestExpiry;

    private VerificationKey(string certificateId, RSA rsa)
    {
        (CertificateId, _rsa) = (certificateId, rsa);
        SignatureLength = (rsa.KeySize + 7) / 8;
    }

    /// <summary>The certificate this key comes from.</summary>
    public string CertificateId { get; }

    /// <summary>The exact length of a signature: the length of the modulus, in bytes (RFC 8017, section 8.2.2, step 1).</summary>
    public int SignatureLength { get; }

    /// <summary>The latest <c>exp</c> of the valid tokens that this process checked with it, in seconds since 1970; 0 for none.</summary>
    public long NewestExpiry => Volatile.Read(ref _newestExpiry);

    /// <summary>
    /// Reads the key of a stored certificate by the same rules by which it was accepted, so that a manipulated database cannot bring in a
    /// weaker one. Throws <see cref="CryptographicException"/> when it does not pass.
    /// </summary>
    public static VerificationKey Of(Certificate certificate) =>
        CertificateReader.Read(certificate.Pem) is CertificateReading.Accepted accepted && accepted.Pem == certificate.Pem
            ? OfSubjectPublicKeyInfo(certificate.Id, CertificateReader.DerOf(accepted.Pem))
            : throw new CryptographicException("Certificates, row " + certificate.Id + ", is not a public key in the stored form");

    /// <summary>A key without a check of its strength: for published test vectors.</summary>
    internal static VerificationKey OfSubjectPublicKeyInfo(string certificateId, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return new VerificationKey(certificateId, rsa);
    }

    /// <summary>A key that verifies through an object that the caller can observe.</summary>
    internal static VerificationKey OfRsa(string certificateId, RSA rsa) => new(certificateId, rsa);

    /// <summary>Whether it is the RSASSA-PKCS1-v1_5 signature (SHA-256) of the input (RFC 7518, section 3.3); allocates nothing.</summary>
    public bool Verifies(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(signingInput, hash);
        return signature.Length == SignatureLength && _rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>A valid token was checked that can be used until then, in seconds since 1970.</summary>
    internal void NoteExpiry(double expires)
    {
        var seconds = (long)expires;
        for (var known = NewestExpiry; seconds > known; known = NewestExpiry)
        {
            Interlocked.CompareExchange(ref _newestExpiry, seconds, known);
        }
    }
}
