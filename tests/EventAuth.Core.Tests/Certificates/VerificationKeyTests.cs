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
    public void Of_CertificateChangedInTheStore_Throws()
    {
        using var weak = RSA.Create(1024);
        foreach (var pem in new[] { "", SigningKey.Shared.PrivatePem, SigningKey.Shared.PublicPem, weak.ExportSubjectPublicKeyInfoPem(), Stored.Pem + " " })
        {
            Assert.Throws<CryptographicException>(() => VerificationKey.Of(Stored with { Pem = pem }));
        }
    }
}
