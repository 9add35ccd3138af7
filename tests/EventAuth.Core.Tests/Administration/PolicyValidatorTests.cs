using System.Collections.Immutable;
using EventAuth.Core.Administration;
using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Administration;

public sealed class PolicyValidatorTests
{
    private static readonly GuaranteeDraft s_draft = new("forms", "form.*", "anonymous", "rejected", null);
    private static readonly EventPolicy s_policy = EventPolicy.Initial with { Mode = PolicyMode.Monitor, OtherEvents = OtherEvents.Reject };

    public static TheoryData<string?> NoIds => ["", " ", "two words", "ä", "a/b", null, new string('a', Guarantee.MaxIdLength + 1)];

    public static TheoryData<string?> NoPatterns => ["", "a", "two words", "a?", null, new string('a', 33), new string('*', 65)];

    public static TheoryData<string?> NoWords => ["", "Anonymous", "Accepted", "0", "anybody", null];

    [Theory]
    [InlineData(EventListKind.AnonymousWithoutJwt, "anonymousWithoutJwt")]
    [InlineData(EventListKind.UpdateWithoutJwt, "updateWithoutJwt")]
    [InlineData(EventListKind.UpdateWithJwt, "updateWithJwt")]
    public void Lists_WrongEntries_AreReportedWithTheirPlace(EventListKind kind, string member)
    {
        var change = OfList(kind, ["page.visit", "a", null, "page.visit", "two words", "Page.visit"]);

        Assert.Equal(
            [($"lists.{member}[1]", "invalid_action"), ($"lists.{member}[2]", "invalid_action"), ($"lists.{member}[3]", "duplicate"), ($"lists.{member}[4]", "invalid_action")],
            Problems(change));
    }

    [Fact]
    public void Lists_TooLong_IsReportedOnceAndTheLongestIsTaken()
    {
        string?[] names = [.. Enumerable.Range(0, PolicyValidator.MaxListLength + 1).Select(number => $"event.{number}")];

        Assert.Equal([("lists.updateWithJwt", "too_many")], Problems(OfList(WithJwt, names)));
        Assert.Empty(Problems(OfList(WithJwt, names[1..])));
    }

    [Fact]
    public void Guarantees_TooMany_IsReportedOnceAndTheMostAreTaken()
    {
        GuaranteeDraft[] drafts = [.. Enumerable.Range(0, Guarantee.MaxCount + 1).Select(number => s_draft with { Id = $"g{number}" })];

        Assert.Equal([("guarantees", "too_many")], Problems(new PolicyChange { Guarantees = drafts }));
        Assert.Empty(Problems(new PolicyChange { Guarantees = drafts[1..] }));
    }

    [Theory]
    [MemberData(nameof(NoIds))]
    public void Guarantee_WrongId_IsReported(string? id) => AssertSecond(s_draft with { Id = id }, "id", "invalid_id");

    [Fact]
    public void Guarantee_IdOfAnother_IsReported() => AssertSecond(s_draft, "id", "duplicate");

    [Theory]
    [MemberData(nameof(NoPatterns))]
    public void Guarantee_WrongPattern_IsReported(string? events) => AssertSecond(s_draft with { Id = "b", Events = events }, "events", "invalid_pattern");

    [Theory]
    [MemberData(nameof(NoWords))]
    public void Guarantee_WrongCustomer_IsReported(string? customer) => AssertSecond(s_draft with { Id = "b", Customer = customer }, "customer", "invalid_value");

    [Theory]
    [MemberData(nameof(NoWords))]
    public void Guarantee_WrongOutcome_IsReported(string? expect) => AssertSecond(s_draft with { Id = "b", Expect = expect }, "expect", "invalid_value");

    [Fact]
    public void Guarantee_NoteTooLong_IsReported() =>
        AssertSecond(s_draft with { Id = "b", Note = new string('n', Guarantee.MaxNoteLength + 1) }, "note", "too_long");

    [Fact]
    public void Guarantee_EverythingWrong_IsReportedInOneGo()
    {
        var wrong = new GuaranteeDraft(null, null, null, null, new string('n', 201));

        Assert.Equal(
            [
                ("guarantees[0].id", "invalid_id"), ("guarantees[0].events", "invalid_pattern"), ("guarantees[0].customer", "invalid_value"),
                ("guarantees[0].expect", "invalid_value"), ("guarantees[0].note", "too_long"),
            ],
            Problems(new PolicyChange { Guarantees = [wrong] }));
    }

    [Fact]
    public void Guarantees_Right_AreReadAsWritten()
    {
        var problems = new List<PolicyProblem>();
        var longest = new GuaranteeDraft(new string('i', 64), "a*", "any", "data_change", new string('n', 200));

        var read = GuaranteeReader.Read([s_draft with { Note = "  Why. " }, longest, s_draft with { Id = "Forms", Note = " " }], problems);

        Assert.Empty(problems);
        Assert.Equal(
            [
                new Guarantee("forms", EventPattern.Parse("form.*"), GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected, "Why."),
                new Guarantee(longest.Id!, EventPattern.Parse("a*"), GuaranteedCustomer.Any, GuaranteedOutcome.DataChange, longest.Note),
                new Guarantee("Forms", EventPattern.Parse("form.*"), GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected),
            ],
            read.AsEnumerable());
        Assert.Equal([longest], read[1..2].Select(GuaranteeDraft.Of));
    }

    [Fact]
    public void Guarantees_SomeWrong_TheOthersAreRead()
    {
        var problems = new List<PolicyProblem>();

        var read = GuaranteeReader.Read([s_draft with { Events = "?" }, s_draft with { Id = "right" }], problems);

        Assert.Equal("right", Assert.Single(read).Id);
        Assert.True(Assert.Single(problems).IsOfGuarantee);
    }

    [Theory]
    [InlineData(PendingKind.Guard, 0, 5.0, "guard.minutes")]
    [InlineData(PendingKind.Guard, 1441, 5.0, "guard.minutes")]
    [InlineData(PendingKind.Guard, 10, null, "guard.maxRejectedPercent")]
    [InlineData(PendingKind.Guard, 10, -0.01, "guard.maxRejectedPercent")]
    [InlineData(PendingKind.Guard, 10, 100.01, "guard.maxRejectedPercent")]
    [InlineData(PendingKind.Guard, 10, double.NaN, "guard.maxRejectedPercent")]
    [InlineData(PendingKind.Confirm, 0, null, "confirm.minutes")]
    [InlineData(PendingKind.Confirm, -1, null, "confirm.minutes")]
    [InlineData(PendingKind.Confirm, 1441, null, "confirm.minutes")]
    public void Trial_OutOfRange_IsReported(PendingKind kind, int minutes, double? percent, string field) =>
        Assert.Equal([(field, "invalid_value")], Problems(new PolicyChange { Trial = new Trial(kind, minutes, percent) }));

    [Theory]
    [InlineData(PendingKind.Guard, 1, 0.0)]
    [InlineData(PendingKind.Guard, 1440, 100.0)]
    [InlineData(PendingKind.Confirm, 1, null)]
    [InlineData(PendingKind.Confirm, 1440, null)]
    public void Trial_AtItsLimits_IsTaken(PendingKind kind, int minutes, double? percent) =>
        Assert.Empty(Problems(new PolicyChange { Trial = new Trial(kind, minutes, percent) }));

    [Fact]
    public void Comment_TooLongOrMissingWhereItIsNeeded_IsReported()
    {
        Assert.Equal([("comment", "too_long")], Problems(new PolicyChange { Comment = new string('c', 501) }));
        Assert.Equal([("comment", "too_long")], Problems(new PolicyChange { Comment = new string('c', 501), OverridesGuarantees = true }));
        Assert.Equal([("comment", "required")], Problems(new PolicyChange { Comment = " ", OverridesGuarantees = true }));
        Assert.Empty(Problems(new PolicyChange { Comment = new string('c', 500), OverridesGuarantees = true }));
    }

    [Fact]
    public void Certificate_Refused_IsReportedByItsCode() =>
        Assert.Equal([("pem", "private_key")], Problems(PolicyChange.OfCertificate(SigningKey.Shared.PrivatePem, overwrite: false)));

    [Fact]
    public void Change_EverythingWrong_IsReportedInOneGoAndChangesNothing()
    {
        var change = OfList(WithJwt, ["a"]) with
        {
            Mode = PolicyMode.Enforce,
            OtherEvents = OtherEvents.Accept,
            Guarantees = [s_draft, s_draft],
            CertificateText = "",
            Trial = new Trial(PendingKind.Guard, 0),
            Comment = new string('c', 501),
        };

        Assert.Equal(
            [
                ("guarantees[1].id", "duplicate"), ("lists.updateWithJwt[0]", "invalid_action"), ("pem", "empty"),
                ("guard.minutes", "invalid_value"), ("guard.maxRejectedPercent", "invalid_value"), ("comment", "too_long"),
            ],
            Problems(change));
        Validate(change, out var result);
        Assert.Same(s_policy, result);
    }

    [Fact]
    public void Change_LeavesSomethingOut_KeepsIt()
    {
        var policy = s_policy with { Guarantees = [new Guarantee("g", EventPattern.Parse("a*"), GuaranteedCustomer.Any, GuaranteedOutcome.Rejected)] };
        PolicyValidator.Validate(OfList(Anonymous, ["page.visit"]), policy, Define, out var result);

        Assert.Equal(policy.With(Anonymous, "page.visit"), result);

        PolicyValidator.Validate(new PolicyChange { Mode = PolicyMode.Enforce, OtherEvents = OtherEvents.RequireJwt, Guarantees = [] }, policy, Define, out var other);
        Assert.Equal(policy with { Mode = PolicyMode.Enforce, OtherEvents = OtherEvents.RequireJwt, Guarantees = [] }, other);
    }

    private static void AssertSecond(GuaranteeDraft draft, string member, string code) =>
        Assert.Equal([($"guarantees[1].{member}", code)], Problems(new PolicyChange { Guarantees = [s_draft, draft] }));

    private static IEnumerable<(string Field, string Code)> Problems(PolicyChange change) =>
        Validate(change, out _).Select(problem => (problem.Field, problem.Code));

    private static ImmutableArray<PolicyProblem> Validate(PolicyChange change, out EventPolicy result) =>
        PolicyValidator.Validate(change, s_policy, Define, out result);

    private static Certificate Define(CertificateReading.Accepted key) =>
        new("c2", key.Pem, key.Sha256, key.KeySize, DateTimeOffset.UnixEpoch, "anna@shop.example");

    private static PolicyChange OfList(EventListKind kind, string?[] names) => new()
    {
        Lists = ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty.Add(kind, names),
    };
}
