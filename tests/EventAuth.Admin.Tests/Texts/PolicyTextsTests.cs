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

    [Theory]
    [InlineData(false, "Saved. Version 3 is in force.")]
    [InlineData(true, "Saved. Version 3 is in force, on trial.")]
    public void Sentence_OfAnAppliedChange_SaysWhetherItIsOnTrial(bool isOnTrial, string sentence)
    {
        var applied = new ApplyResult.Applied(new PolicyRevision(3, EventPolicy.Initial, "jana@shop.example", DateTimeOffset.UnixEpoch, null), true)
        {
            Pending = isOnTrial ? new PendingChange(3, 2, PendingKind.Confirm, DateTimeOffset.UnixEpoch, null, 0) : null,
        };

        Assert.Equal(sentence, applied.ToSentence());
    }
}
