using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Certificates;

/// <summary>Every refusal, with a key made by openssl or such a key changed as the test says.</summary>
public sealed class CertificateRefusalTests(OpensslKeys keys) : IClassFixture<OpensslKeys>
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    [InlineData("\\n")]
    public void Read_Nothing_IsEmpty(string text) => Expect(CertificateProblem.Empty, text);

    [Fact]
    public void Read_MoreThan64Kibibytes_IsTooLarge()
    {
        Expect(CertificateProblem.TooLarge, keys.Public + new string('\n', CertificateReader.MaxLength));
        Expect(CertificateProblem.TooLarge, new string('€', 30_000));
    }

    [Theory]
    [InlineData("x509 -in self.pem -outform PEM")]
    [InlineData("x509 -in self.pem -text")]
    public void Read_X509Certificate_IsNamed(string arguments)
    {
        keys.Run("openssl", "req -x509 -key private.pem -subj /CN=shop -days 1 -out self.pem");
        var text = keys.Run("openssl", arguments);
        Expect(CertificateProblem.X509Certificate, text);
        Expect(CertificateProblem.X509Certificate, text + text);
        var body = string.Concat(keys.Text("self.pem").Split('\n')[1..^2]);
        Expect(CertificateProblem.X509CertificateUnframed, body);
        Expect(CertificateProblem.X509CertificateUnreadable, body[..400]);
    }

    [Fact]
    public void Read_OpenSshPublicKey_IsNamed()
    {
        keys.Run("ssh-keygen", "-q -t rsa -b 2048 -N \"\" -C jana@shop -f ssh_rsa");
        var line = keys.Text("ssh_rsa.pub");
        Expect(CertificateProblem.OpensshPublicKey, line);
        Expect(CertificateProblem.OpensshKeyBody, line.Split(' ')[1]);
        Expect(CertificateProblem.OpensshKeyUnreadable, line[..60] + "\n" + line[60..]);
        Expect(CertificateProblem.Ssh2PublicKey, keys.Run("ssh-keygen", "-e -f ssh_rsa.pub"));
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    public void Read_OpenSshPublicKeyOfAnotherKind_IsNotRsa(string type)
    {
        keys.Run("ssh-keygen", $"-q -t {type} -N \"\" -C jana@shop -f ssh_{type}");
        Expect(CertificateProblem.NotRsa, keys.Text($"ssh_{type}.pub"));
        Expect(CertificateProblem.NotRsa, keys.Text($"ssh_{type}.pub").Split(' ')[1]);
        Expect(CertificateProblem.NotRsa, keys.Run("ssh-keygen", $"-e -f ssh_{type}.pub"));
    }

    [Theory]
    [InlineData("EC -pkeyopt ec_paramgen_curve:P-256")]
    [InlineData("ED25519")]
    [InlineData("ED448")]
    [InlineData("X25519")]
    public void Read_KeyOfAnotherKind_IsNotRsa(string algorithm) => Expect(CertificateProblem.NotRsa, PublicOf(algorithm, "other"));

    [Fact]
    public void Read_RsaPssKey_IsNamed() => Expect(CertificateProblem.RsaPss, PublicOf("RSA-PSS -pkeyopt rsa_keygen_bits:2048", "pss"));

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2040)]
    public void Read_FewerThan2048Bits_IsTooShort(int bits) => Expect(CertificateProblem.KeyTooShort, PublicOf($"RSA -pkeyopt rsa_keygen_bits:{bits}", "short"));

    [Fact]
    public void Read_2047Bits_IsTooShort()
    {
        var (modulus, exponent) = KeyBytes.Numbers(keys.PublicDer);
        Expect(CertificateProblem.KeyTooShort, KeyBytes.Pem(KeyBytes.Info((modulus >> 1) | 1, exponent)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8192)]
    public void Read_MoreThan8192Bits_IsTooLong(int extra)
    {
        // A modulus made longer by its bits: openssl would take minutes for a real one.
        var (modulus, exponent) = KeyBytes.Numbers(keys.PublicDer);
        Expect(CertificateProblem.KeyTooLong, KeyBytes.Pem(KeyBytes.Info((modulus << (6144 + extra)) + 1, exponent)));
    }

    [Fact]
    public void Read_LastBitOfTheModulusCleared_IsEvenModulus()
    {
        var (modulus, exponent) = KeyBytes.Numbers(keys.PublicDer);
        Expect(CertificateProblem.EvenModulus, KeyBytes.Pem(KeyBytes.Info(modulus - 1, exponent)));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("17")]
    [InlineData("65535")]
    [InlineData("65536")]
    [InlineData("65538")]
    [InlineData("18446744073709551617")]
    public void Read_ExponentEvenSmallOrHuge_IsBadExponent(string exponent) =>
        Expect(CertificateProblem.BadExponent, KeyBytes.Pem(KeyBytes.Info(KeyBytes.Numbers(keys.PublicDer).Modulus, System.Numerics.BigInteger.Parse(exponent, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void Read_ExponentThreeByOpenssl_IsBadExponent() =>
        Expect(CertificateProblem.BadExponent, PublicOf("RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3", "three"));

    [Fact]
    public void Read_ExponentOrModulusNotPositive_IsNotAKey()
    {
        var (modulus, exponent) = KeyBytes.Numbers(keys.PublicDer);
        Expect(CertificateProblem.NotAKey, KeyBytes.Pem(KeyBytes.Info(modulus, 0)));
        Expect(CertificateProblem.NotAKey, KeyBytes.Pem(KeyBytes.Info(modulus, -exponent)));
        Expect(CertificateProblem.NotAKey, KeyBytes.Pem(KeyBytes.Info(-modulus, exponent)));
    }

    [Fact]
    public void Read_TwoKeys_IsSeveralKeys()
    {
        Expect(CertificateProblem.SeveralKeys, keys.Public + keys.Public);
        Expect(CertificateProblem.SeveralKeys, keys.Stored + keys.Text("pkcs1.pem"));
    }

    [Fact]
    public void Read_BytesAfterTheKey_IsTrailingBytes()
    {
        Expect(CertificateProblem.TrailingBytes, KeyBytes.Pem([.. keys.PublicDer, 0]));
        Expect(CertificateProblem.TrailingBytes, KeyBytes.Pem([.. keys.PublicDer, .. keys.PublicDer]));
        var (modulus, exponent) = KeyBytes.Numbers(keys.PublicDer);
        Expect(CertificateProblem.TrailingBytes, KeyBytes.Pem(KeyBytes.Pkcs1(modulus, exponent, 7), "RSA PUBLIC KEY"));
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("", "\nkey of the shop")]
    [InlineData("Key:\n", "")]
    public void Read_TextAroundTheKey_IsTrailingBytes(string before, string after) =>
        Expect(CertificateProblem.TrailingBytes, before + keys.Public + after);

    [Fact]
    public void Read_EachBeginningAndEnding_IsNeverTaken()
    {
        for (var at = 1; at < keys.Stored.Length; at++)
        {
            Assert.IsType<CertificateReading.Refused>(CertificateReader.Read(keys.Stored[..at]));
            Assert.IsType<CertificateReading.Refused>(CertificateReader.Read(keys.Stored[at..]));
        }
    }

    [Fact]
    public void Read_EachBeginningOfTheBody_IsCutOff()
    {
        for (var at = 4; at < keys.Body.Length; at++)
        {
            Expect(CertificateProblem.CutOff, keys.Body[..at]);
            Expect(CertificateProblem.CutOff, "-----BEGIN PUBLIC KEY-----" + keys.Body[..at] + "-----END PUBLIC KEY-----");
        }
    }

    [Fact]
    public void Read_MissingLines_IsCutOff()
    {
        var lines = keys.Public.TrimEnd().Split('\n');
        Expect(CertificateProblem.CutOff, string.Join('\n', lines[..^1]));
        Expect(CertificateProblem.CutOff, string.Join('\n', lines[1..]));
        Expect(CertificateProblem.CutOff, keys.Public.TrimEnd()[1..]);
        Expect(CertificateProblem.CutOff, keys.Public.TrimEnd()[..^1]);
        Expect(CertificateProblem.CutOff, lines[0]);
        Expect(CertificateProblem.CutOff, lines[0] + lines[^1]);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("This is not a key at all.")]
    [InlineData("abcd")]
    [InlineData("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----")]
    [InlineData("\ud800\udc00\ud800")]
    public void Read_SomethingElse_IsNotAKey(string text) => Expect(CertificateProblem.NotAKey, text);

    [Fact]
    public void Read_EachByteOfTheFrameChanged_IsRefused()
    {
        // Up to the modulus, and in the exponent's tag and length, no byte is free.
        var der = keys.PublicDer;
        foreach (var at in Enumerable.Range(0, 33).Concat([der.Length - 5, der.Length - 4]))
        {
            byte[] changed = [.. der];
            changed[at] ^= 0xFF;
            Assert.IsType<CertificateReading.Refused>(CertificateReader.Read(KeyBytes.Pem(changed)));
        }
    }

    [Fact]
    public void Read_LengthInMoreBytesThanNeeded_IsNotAKey()
    {
        // X.690, section 10.1: the outer length as three bytes with a leading zero.
        var der = keys.PublicDer;
        Expect(CertificateProblem.NotAKey, KeyBytes.Pem([0x30, 0x83, 0, der[2], der[3], .. der[4..]]));
    }

    private string PublicOf(string algorithm, string name)
    {
        keys.Run("openssl", $"genpkey -quiet -algorithm {algorithm} -out {name}.private.pem");
        return keys.Run("openssl", $"pkey -in {name}.private.pem -pubout");
    }

    private static void Expect(CertificateProblem problem, string text) =>
        Assert.Equal(new CertificateReading.Refused(problem), CertificateReader.Read(text));
}
