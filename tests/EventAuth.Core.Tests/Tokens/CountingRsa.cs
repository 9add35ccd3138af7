using System.Security.Cryptography;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>The shop's public key, which counts how often it had to work.</summary>
internal sealed class CountingRsa : RSA
{
    private readonly RSA _rsa = Create();

    public CountingRsa()
    {
        _rsa.ImportFromPem(SigningKey.Shared.PublicPem);
        KeySizeValue = _rsa.KeySize;
    }

    /// <summary>How many signatures it was given.</summary>
    public int Verifications { get; private set; }

    public override bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
    {
        Verifications++;
        return _rsa.VerifyHash(hash, signature, hashAlgorithm, padding);
    }

    public override RSAParameters ExportParameters(bool includePrivateParameters) => _rsa.ExportParameters(includePrivateParameters);

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
