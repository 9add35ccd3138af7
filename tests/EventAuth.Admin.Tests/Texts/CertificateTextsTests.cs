using EventAuth.Admin.Texts;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Texts;

public sealed class CertificateTextsTests(OpensslKeys keys) : IClassFixture<OpensslKeys>
{
    [Fact]
    public void Sentence_OfAnX509Certificate_HasACommandThatWorks()
    {
        keys.Run("openssl", "req -x509 -key private.pem -subj /CN=shop -days 1 -out certificate.pem");
        Assert.Contains(CertificateTexts.ExtractFromX509, CertificateProblem.X509Certificate.ToSentence(), StringComparison.Ordinal);
        keys.Run("sh", "-c \"" + CertificateTexts.ExtractFromX509.Replace("public.pem", "extracted.pem", StringComparison.Ordinal) + "\"");
        Assert.Equal(keys.Public, keys.Text("extracted.pem"));
    }

    [Fact]
    public void Sentence_OfAnOpenSshPublicKey_HasACommandThatWorks()
    {
        keys.Run("ssh-keygen", "-q -t rsa -b 2048 -N \"\" -f id_rsa");
        Assert.Contains(CertificateTexts.ConvertFromOpenSsh, CertificateProblem.OpenSshPublicKey.ToSentence(), StringComparison.Ordinal);
        keys.Run("sh", "-c \"" + CertificateTexts.ConvertFromOpenSsh.Replace("public.pem", "converted.pem", StringComparison.Ordinal) + "\"");
        Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(keys.Text("converted.pem")));
    }

    [Fact]
    public void Sentence_OfAPrivateKey_AsksForANewPair() =>
        Assert.Contains("make a new pair", CertificateProblem.PrivateKey.ToSentence(), StringComparison.Ordinal);

    [Fact]
    public void Sentences_OfEveryProblemAndCorrection_AreTheirOwn()
    {
        var sentences = Enum.GetValues<CertificateProblem>().Select(problem => problem.ToSentence())
            .Concat(Enum.GetValues<CertificateCorrection>().Select(correction => correction.ToSentence()))
            .ToList();
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.Matches(@"^[A-Z].*\.$", sentence));
    }
}
