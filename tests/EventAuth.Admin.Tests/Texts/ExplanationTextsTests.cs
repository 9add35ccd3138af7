using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Inspection;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.Policies;

namespace EventAuth.Admin.Tests.Texts;

public sealed class ExplanationTextsTests
{
    private static readonly EventPolicy Policy = ExplainedCell.Read(ExplainedCell.Rows.First()).Policy.With(EventListKind.UpdateWithJwt, [ExplainedCell.Subject]);

    public static TheoryData<string> Rows => [.. ExplainedCell.Rows];

    public static TheoryData<DecisionReason> Reasons => [.. Enum.GetValues<DecisionReason>()];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sentences_OfEachCellOfTheContract_SayWhatDecided(string row)
    {
        var cell = ExplainedCell.Read(row);
        var explanation = Assert.Single(DecisionExplainer.Explain(cell.Event, cell.Policy));
        var sentence = explanation.ToSentence();

        Assert.StartsWith(ExplainedCell.Subject.Value, sentence, StringComparison.Ordinal);
        Assert.Contains(cell.Accepted ? " is accepted: " : " is rejected: ", sentence, StringComparison.Ordinal);
        Assert.Equal(cell.Accepted, explanation.ToDataSentence() is not null);
        Assert.Equal(explanation.Fixes.ListsCanFlip, explanation.ToNoListsSentence() is null);
        Assert.EndsWith(cell.Accepted ? ": accepted." : ": rejected.", explanation.Steps[^1].ToSentence(explanation), StringComparison.Ordinal);
        if (explanation.Rule.ToList() is { } list)
        {
            Assert.Contains(list.ToTitle(), sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Steps_BeforeTheDecidingOne_SayWhatIsTrue(string row)
    {
        var cell = ExplainedCell.Read(row);
        var explanation = Assert.Single(DecisionExplainer.Explain(cell.Event, cell.Policy));

        foreach (var step in explanation.Steps.Where(step => !step.Decided))
        {
            var expected = step.Rule switch
            {
                DecisionRule.Token when cell.Caller == "token-valid(authenticated)" => "The token is valid.",
                DecisionRule.Token => "No token was sent, so there is none to check.",
                DecisionRule.ValidToken => "There is no valid token that identifies the customer.",
                DecisionRule.KnownCustomer => "The customer is anonymous: neither e-mail nor customId is known.",
                var rule => $"It is not on the list {rule.ToList()!.Value.ToQuoted()}.",
            };
            Assert.Equal(expected, step.ToSentence(explanation));
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Sentence_OfEachRecordedReason_SaysTheVerdict(DecisionReason reason) => Assert.Contains(
        reason.Accepts() ? " is accepted: " : " is rejected: ", Explained(reason, cause: null).ToSentence(), StringComparison.Ordinal);

    [Fact]
    public void Sentence_ActionNotRecorded_SpeaksOfTheEvent()
    {
        var record = Record(DecisionReason.InvalidToken, cause: null) with { Action = null, Count = 40 };

        var explanation = DecisionExplainer.Explain(EventCase.Of(record), new Decision(record.Reason, false), Policy);

        Assert.StartsWith("The event with a token is rejected", explanation.ToSentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_OfEachCauseOfABadToken_IsItsOwn()
    {
        var sentences = Enum.GetValues<TokenFailure>().Where(failure => failure != TokenFailure.None).Select(failure => failure.ToString()).Append("UsedBefore")
            .Select(cause => Explained(DecisionReason.InvalidToken, cause).ToSentence())
            .ToList();

        Assert.All(sentences, sentence => Assert.Matches(@"^shop\.subject with a token is rejected: its token is not valid \(.{10,}\)\.$", sentence));
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    [Fact]
    public void Sentence_OfEachCodeThatCanBeACause_IsItsOwn()
    {
        var document = File.ReadAllText(Path.Combine(ContractFiles.Root, "docs", "token-findings.md"));
        var problems = document[document.IndexOf("## Problems", StringComparison.Ordinal)..document.IndexOf("## Good to know", StringComparison.Ordinal)];
        var sentences = Enum.GetValues<TokenFindingCode>().Select(code => code.ToText())
            .Where(code => problems.Contains($"| `{code}` |", StringComparison.Ordinal) && code is not ("event_mismatch" or "event_identifier_malformed"))
            .Select(cause => Explained(DecisionReason.InvalidToken, cause).ToSentence())
            .ToList();

        Assert.True(sentences.Count > 80);
        Assert.All(sentences, sentence => Assert.Matches(@"^shop\.subject with a token is rejected: its token is not valid \(.{10,}\)\.$", sentence));
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    [Fact]
    public void Sentence_CauseThatIsNotKnownHere_IsLeftOut() =>
        Assert.EndsWith("its token is not valid.", Explained(DecisionReason.InvalidToken, "Later").ToSentence(), StringComparison.Ordinal);

    [Fact]
    public void Sentence_WithoutCertificate_SaysThatThereIsNone() => Assert.Contains(
        "no certificate is defined",
        DecisionExplainer.Explain(new EventCase(EventName.Parse("form.submit"), PresentedToken.Valid, CustomerState.Known), EventPolicy.Initial).Single().ToSentence(),
        StringComparison.Ordinal);

    private static Explanation Explained(DecisionReason reason, string? cause) =>
        DecisionExplainer.Explain(EventCase.Of(Record(reason, cause)), new Decision(reason, MayChangeData: false), Policy);

    private static DecisionRecord Record(DecisionReason reason, string? cause) =>
        new(1, DateTimeOffset.UnixEpoch, ExplainedCell.Subject.Value, reason, cause, 1, 1, null, null);
}
