using System.Security.Cryptography;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Certificates;

/// <summary>Every form that is corrected, with a key made by openssl.</summary>
public sealed class CertificateFormTests(OpensslKeys keys) : IClassFixture<OpensslKeys>
{
    private const string Nbsp = "\u00A0";

    [Fact]
    public void Read_StoredForm_IsTakenAsItIs() => Expect(keys.Stored);

    [Fact]
    public void Read_AsOpensslWritesIt_LosesItsLineBreaks() => Expect(keys.Public, CertificateCorrection.LineBreaksRemoved);

    [Fact]
    public void Read_WindowsLineEnds_AreRemoved() => Expect(keys.Public.ReplaceLineEndings("\r\n"), CertificateCorrection.LineBreaksRemoved);

    [Theory]
    [InlineData("\r")]
    [InlineData("\u2028")]
    [InlineData("\u0085")]
    [InlineData("\n\n")]
    public void Read_OtherLineEnds_AreRemoved(string end) => Expect(keys.Public.ReplaceLineEndings(end), CertificateCorrection.LineBreaksRemoved);

    [Theory]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData(Nbsp)]
    [InlineData("\u2003")]
    [InlineData("\u200B")]
    public void Read_BlanksForLineBreaks_AreRemoved(string blank) => Expect(keys.Public.ReplaceLineEndings(blank), CertificateCorrection.BlanksRemoved);

    [Fact]
    public void Read_NonBreakingBlanksEverywhere_AreRemoved() =>
        Expect(keys.Public.ReplaceLineEndings(Nbsp).Replace(" ", Nbsp, StringComparison.Ordinal), CertificateCorrection.BlanksRemoved);

    [Theory]
    [InlineData("\\n")]
    [InlineData("\\r\\n")]
    public void Read_WrittenLineBreaks_AreRemoved(string written) =>
        Expect(keys.Public.ReplaceLineEndings(written), CertificateCorrection.WrittenLineBreaksRemoved);

    [Fact]
    public void Read_Indented_LosesBlanksAndLineBreaks() =>
        Expect(
            "    " + keys.Public.TrimEnd().ReplaceLineEndings("\n    "),
            CertificateCorrection.LineBreaksRemoved,
            CertificateCorrection.BlanksRemoved);

    [Fact]
    public void Read_SurroundedByBlanks_LosesThem() => Expect("  " + keys.Stored + "\t ", CertificateCorrection.BlanksRemoved);

    [Fact]
    public void Read_ByteOrderMark_IsRemoved() => Expect("\uFEFF" + keys.Stored, CertificateCorrection.ByteOrderMarkRemoved);

    [Fact]
    public void Read_Pkcs1_IsConverted() =>
        Expect(keys.Text("pkcs1.pem"), CertificateCorrection.LineBreaksRemoved, CertificateCorrection.ConvertedFromPkcs1);

    [Fact]
    public void Read_BodyAlone_GetsItsLines() => Expect(keys.Body, CertificateCorrection.HeaderAdded);

    [Fact]
    public void Read_BodyAloneInLines_GetsItsLines() =>
        Expect(
            string.Join('\n', keys.Public.Split('\n')[1..^2]),
            CertificateCorrection.LineBreaksRemoved,
            CertificateCorrection.HeaderAdded);

    [Fact]
    public void Read_Pkcs1BodyAlone_IsConvertedAndGetsItsLines() =>
        Expect(
            string.Concat(keys.Text("pkcs1.pem").Split('\n')[1..^2]),
            CertificateCorrection.HeaderAdded,
            CertificateCorrection.ConvertedFromPkcs1);

    [Fact]
    public void Read_EverythingAtOnce_IsPutRight() =>
        Expect(
            "\uFEFF \r\n" + keys.Text("pkcs1.pem").ReplaceLineEndings("\\n\r\n" + Nbsp),
            CertificateCorrection.ByteOrderMarkRemoved,
            CertificateCorrection.LineBreaksRemoved,
            CertificateCorrection.WrittenLineBreaksRemoved,
            CertificateCorrection.BlanksRemoved,
            CertificateCorrection.ConvertedFromPkcs1);

    [Fact]
    public void Read_SoundKey_HasTheFingerprintThatOpensslShows()
    {
        var shown = keys.Run("sh", "-c \"openssl pkey -pubin -in public.pem -outform DER | sha256sum\"");
        Assert.Equal(shown[..64], Accepted(keys.Public).Sha256);
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(3072)]
    [InlineData(4096)]
    public void Read_SizesInRange_AreTaken(int bits)
    {
        using var rsa = RSA.Create(bits - (bits % 8));
        var (modulus, exponent) = KeyBytes.Numbers(rsa.ExportSubjectPublicKeyInfo());
        var info = KeyBytes.Info(bits % 8 == 0 ? modulus : (modulus << 1) + 1, exponent);
        Assert.Equal(bits, Accepted(KeyBytes.Pem(info)).KeySize);
    }

    [Fact]
    public void Read_LargestKey_IsTaken()
    {
        // The reader checks the size and parity of the modulus, not its factors.
        var (modulus, exponent) = KeyBytes.Numbers(keys.PublicDer);
        Assert.Equal(8192, Accepted(KeyBytes.Pem(KeyBytes.Info((modulus << 6144) + 1, exponent))).KeySize);
    }

    [Theory]
    [InlineData(65537)]
    [InlineData(65539)]
    [InlineData(4294967297)]
    public void Read_OddExponentFrom65537_IsTaken(long exponent) =>
        Accepted(KeyBytes.Pem(KeyBytes.Info(KeyBytes.Numbers(keys.PublicDer).Modulus, exponent)));

    private void Expect(string text, params CertificateCorrection[] corrections)
    {
        var accepted = Accepted(text);
        Assert.Equal(keys.Stored, accepted.Pem);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(keys.PublicDer)), accepted.Sha256);
        Assert.Equal(2048, accepted.KeySize);
        Assert.Equal(corrections.Order(), accepted.Corrections.Order());
    }

    private static CertificateReading.Accepted Accepted(string text) => Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(text));
}
