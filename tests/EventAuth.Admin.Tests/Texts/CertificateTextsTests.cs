using System.Text.RegularExpressions;
using EventAuth.Admin.Texts;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Texts;

public sealed partial class CertificateTextsTests(OpensslKeys keys) : IClassFixture<OpensslKeys>
{
    [Fact]
    public void Sentence_WithACommand_WorksOnTheVeryTextThatLedToIt()
    {
        var stored = keys.Stored;
        var inputs = KeyInput.All(keys).Where(input => input.Command).ToList();

        Assert.True(inputs.Count >= 14);
        Assert.All(inputs, input =>
        {
            Assert.True(CertificateCodes.TryParse(input.Code, out var problem));
            var (file, command) = CommandOf(problem.ToSentence());
            keys.Write(file, input.Text);
            keys.Write("command.sh", command);
            keys.Run("sh", "-e command.sh");
            Assert.Equal(stored, Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(keys.Text("public.pem"))).Pem);
        });
    }

    [Fact]
    public void Sentences_WithACommand_AreAllInTheTable() =>
        Assert.Equal(
            Enum.GetValues<CertificateProblem>().Where(problem => problem.ToSentence().Contains(" with: ", StringComparison.Ordinal)).Select(problem => problem.ToCode()).Order(),
            KeyInput.All(keys).Where(input => input.Command).Select(input => input.Code).Distinct().Order());

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

    private static (string File, string Command) CommandOf(string sentence)
    {
        var match = Command.Match(sentence);
        return (match.Groups["file"].Value, match.Groups["command"].Value);
    }

    [GeneratedRegex("Save it as (?<file>[a-z_.]+), .*? with: (?<command>.*) and enter the content of public.pem", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command { get; }
}
