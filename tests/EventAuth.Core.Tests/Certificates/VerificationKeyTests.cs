using System.Buffers.Text;
using System.Numerics;
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
    public void Verifies_SignatureNotBelowTheModulus_IsFalse()
    {
        using var rsa = KeyWithRoomAboveTheModulus();
        var key = VerificationKey.OfSubjectPublicKeyInfo("c1", rsa.ExportSubjectPublicKeyInfo());
        var modulus = Number(rsa.ExportParameters(includePrivateParameters: false).Modulus!);
        var highest = (BigInteger.One << 2048) - 1;
        var tried = 0;
        for (var number = 0; tried < 5 && number < 1_000; number++)
        {
            // The same number, modulo the modulus, as a valid signature (RFC 8017, section 8.2.2, step 2).
            var message = BitConverter.GetBytes(number);
            var above = Number(rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) + modulus;
            if (above <= highest)
            {
                Assert.False(key.Verifies(message, Bytes(above)));
                tried++;
            }
        }

        Assert.Equal(5, tried);
        Assert.All([BigInteger.Zero, modulus, modulus + 1, highest], number => Assert.False(key.Verifies("message"u8, Bytes(number))));
    }

    [Fact]
    public void Verifies_ManyThreadsAtOnce_DoNotDisturbEachOther()
    {
        using var rsa = RSA.Create(2048);
        var key = VerificationKey.OfSubjectPublicKeyInfo("c1", rsa.ExportSubjectPublicKeyInfo());
        var messages = Enumerable.Range(0, 50).Select(BitConverter.GetBytes).ToArray();
        var signatures = messages.Select(message => rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)).ToArray();
        Parallel.For(0, 5_000, number =>
        {
            var (message, signature) = (number % messages.Length, number / messages.Length % messages.Length);
            Assert.Equal(message == signature, key.Verifies(messages[message], signatures[signature]));
        });
    }

    [Fact]
    public void Verifies_OnceWarm_AllocatesNothing()
    {
        var signed = SigningKey.Shared.SignInput("input").Split('.')[1];
        var signature = Base64Url.DecodeFromChars(signed);
        var key = VerificationKey.Of(Stored);
        Assert.True(key.Verifies("input"u8, signature));
        Assert.False(key.Verifies("other"u8, signature));
        var before = GC.GetAllocatedBytesForCurrentThread();
        key.Verifies("input"u8, signature);
        key.Verifies("other"u8, signature);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
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

    // A quarter of its signatures stay below 2^2048 when the modulus is added.
    private static RSA KeyWithRoomAboveTheModulus()
    {
        while (true)
        {
            var rsa = RSA.Create(2048);
            if (rsa.ExportParameters(includePrivateParameters: false).Modulus![0] < 0xC8)
            {
                return rsa;
            }

            rsa.Dispose();
        }
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[256];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, bytes.Length - digits.Length);
        return bytes;
    }
}
