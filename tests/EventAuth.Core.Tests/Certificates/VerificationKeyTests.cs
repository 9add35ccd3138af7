using System.Security.Cryptography;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Certificates;

public sealed class VerificationKeyTests
{
    private static readonly Certificate Stored = CertificateOf.Text(SigningKey.Shared.PublicPem);

    [Fact]
    public void Of_StoredCertificate_KnowsItsSignatureLength()
    {
        var key = VerificationKey.Of(Stored);
        Assert.Equal(256, key.SignatureLength);
        Assert.Equal(Stored.Id, key.CertificateId);
    }

    [Fact]
    public void Verifies_SignaturesOfManyKindsOfKeys_AsTheFrameworkDoes()
    {
        var message = "eyJhbGciOiJSUzI1NiJ9.e30"u8;
        foreach (var size in new[] { 512, 1024, 2048, 2056, 3072, 4096 })
        {
            using var rsa = RSA.Create(size);
            var key = VerificationKey.OfSubjectPublicKeyInfo("c1", rsa.ExportSubjectPublicKeyInfo());
            var signature = rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            Assert.True(key.Verifies(message, signature));
            Assert.False(key.Verifies(message, rsa.SignData(message, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)));
            Assert.False(key.Verifies(message, [.. signature, 0]));
            Assert.False(key.Verifies(message, [0, .. signature]));
            Assert.False(key.Verifies(message, signature.AsSpan(1)));
            for (var i = 0; i < signature.Length; i += 5)
            {
                var changed = signature.ToArray();
                changed[i] ^= 1;
                Assert.False(key.Verifies(message, changed));
            }
        }
    }

    [Fact]
    public void Of_CertificateChangedInTheStore_Throws()
    {
        using var weak = RSA.Create(1024);
        foreach (var pem in new[] { "", SigningKey.Shared.PrivatePem, SigningKey.Shared.PublicPem, weak.ExportSubjectPublicKeyInfoPem(), Stored.Pem + " " })
        {
            Assert.Throws<CryptographicException>(() => VerificationKey.Of(Stored with { Pem = pem }));
        }
    }
}
