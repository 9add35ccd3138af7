using System.Security.Cryptography;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>A public key, the shop's unless another is given, which counts how often it had to work.</summary>
internal sealed class CountingRsa : RSA
{
    private readonly RSA _rsa = Create();

    public CountingRsa()
        : this(SigningKey.Shared)
    {
    }

    public CountingRsa(SigningKey key)
    {
        _rsa.ImportFromPem(key.PublicPem);
        KeySizeValue = _rsa.KeySize;
    }

    /// <summary>How many signatures it was given.</summary>
    public int Verifications { get; private set; }

    /// <summary>How often its numbers were read, to compute with them.</summary>
    public int Exports { get; private set; }

    public override bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
    {
        Verifications++;
        return _rsa.VerifyHash(hash, signature, hashAlgorithm, padding);
    }

    public override RSAParameters ExportParameters(bool includePrivateParameters)
    {
        Exports++;
        return _rsa.ExportParameters(includePrivateParameters);
    }

    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException("The key is fixed.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rsa.Dispose();
        }

        base.Dispose(disposing);
    }
}
