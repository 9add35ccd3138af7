using EventAuth.Admin.Texts;
using EventAuth.Core.Administration;
using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Texts;

public sealed class PolicyTextsTests
{
    [Theory]
    [InlineData(PolicyProblem.TooLong, "A comment has at most 500 characters.")]
    [InlineData(PolicyProblem.TooMany, "A list has at most 100,000 events.")]
    [InlineData(PolicyProblem.InvalidAction, "An event name has 2 to 32 characters: letters A–Z and a–z, digits, dot, hyphen and underscore.")]
    [InlineData(PolicyProblem.Duplicate, "This event is on the list twice.")]
    public void Sentence_OfAProblem_SaysTheRule(string code, string sentence) => Assert.Equal(sentence, new PolicyProblem("lists", code).ToSentence());

    [Fact]
    public void Sentence_OfACertificateProblem_IsThatOfTheCertificate() =>
        Assert.Equal(CertificateProblem.NotRsa.ToSentence(), new PolicyProblem("pem", CertificateProblem.NotRsa.ToCode()).ToSentence());
}
