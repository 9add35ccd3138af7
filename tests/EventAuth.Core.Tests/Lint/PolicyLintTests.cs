using System.Collections.Immutable;
using System.Diagnostics;
using EventAuth.Core.Catalog;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using EventAuth.Testing.Policies;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Lint;

public sealed class PolicyLintTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData(91, true)]
    [InlineData(89, false)]
    public void Find_EventLastSeenSoManyDaysAgo_IsReportedAfterNinety(int? daysAgo, bool reported)
    {
        var policy = Policy.With(WithoutJwt, "cart.add", "client.login");

        var found = Find(policy, Entry("cart.add", daysAgo), Entry("client.login", 1)).SingleOrDefault(finding => finding.Kind == PolicyFindingKind.NotSeen);

        Assert.Equal(reported, found is not null);
        Assert.Equal(reported ? Names("cart.add") : null, (found?.Fix as Fix.ChangeList)?.Remove);
    }

    [Fact]
    public void Find_EventThatTheCatalogueDoesNotKnow_IsNotSeen() =>
        Assert.Contains(Find(Policy.With(WithoutJwt, "cart.add")), finding => finding.Kind == PolicyFindingKind.NotSeen);

    [Theory]
    [InlineData(PolicyMode.Enforce)]
    [InlineData(PolicyMode.Monitor)]
    public void Find_NothingOnTheListWasSeen_TakesNothingOffByItself(PolicyMode mode)
    {
        var policy = Policy.With(Anonymous, "page.visit", "cart.add").With(WithJwt, "form.submit") with { Mode = mode };

        var finding = Single(Find(policy, Entry("form.submit", 1)), PolicyFindingKind.NotSeen);

        Assert.Equal(new Fix.ReviewList(Anonymous), finding.Fix);
    }

    [Fact]
    public void Find_JwtListWithoutCertificate_DoesNotSayThatItsEventsAreNotSeen() =>
        Assert.DoesNotContain(Find(EventPolicy.Empty.With(WithJwt, "form.submit")), finding => finding.Kind == PolicyFindingKind.NotSeen);

    [Theory]
    [InlineData("Form.Submit", "form.submit")]
    [InlineData("form_submit", "form.submit")]
    [InlineData("formsubmit", "form.submit")]
    [InlineData("form.submitt", "form.submit")]
    [InlineData("form.sumbit", "form.submit")]
    [InlineData("form.submjt", "form.submit")]
    [InlineData("form.submi", "form.submit")]
    [InlineData("FORM-SUBMIT2a", "form.submit2")]
    public void Find_NameNearlyTheSameAsADescribedOne_OffersThatOne(string slip, string meant)
    {
        var finding = Single(Find(Policy.With(WithJwt, slip), Entry(meant, source: EventSource.Standard)), PolicyFindingKind.NearlyTheSame);

        Assert.Equal(Names(slip), finding.Events);
        Assert.Equal(Names(meant), finding.Resembled);
        var change = Assert.IsType<Fix.ChangeList>(finding.Fix);
        Assert.Equal(WithJwt, change.List);
        Assert.Equal((slip, meant), (Assert.Single(change.Remove).Value, Assert.Single(change.Add).Value));
    }

    [Theory]
    [InlineData("step.1", "step.2")]
    [InlineData("event.10", "event.1")]
    [InlineData("a.b", "a.c")]
    [InlineData("form.submit", "form.submitted")]
    public void Find_NamesThatAreNotNear_AreTwoEvents(string one, string other) =>
        Assert.DoesNotContain(Find(Policy.With(WithJwt, one, other)), finding => finding.Kind == PolicyFindingKind.NearlyTheSame);

    [Fact]
    public void Find_TwoDescribedNamesOneLetterApart_AreTwoEvents() => Assert.DoesNotContain(
        Find(Policy.With(WithJwt, "cart.moved"), Entry("cart.moved", source: EventSource.Custom), Entry("card.moved", source: EventSource.Custom)),
        finding => finding.Kind == PolicyFindingKind.NearlyTheSame);

    [Fact]
    public void Find_TwoSpellingsThatBothArriveAndOneOnTheList_OffersToAddTheOther()
    {
        var finding = Single(Find(Policy.With(WithJwt, "form.submit"), Entry("form.submit", 1), Entry("Form.Submit", 2)), PolicyFindingKind.NearlyTheSame);

        var change = Assert.IsType<Fix.ChangeList>(finding.Fix);
        Assert.Equal(Names("Form.Submit"), change.Add);
        Assert.Empty(change.Remove);
    }

    [Fact]
    public void Find_TwoSpellingsThatBothArriveAndAreOnTheList_AreMeant() => Assert.DoesNotContain(
        Find(Policy.With(WithJwt, "form.submit", "Form.Submit"), Entry("form.submit", 1), Entry("Form.Submit", 2)),
        finding => finding.Kind == PolicyFindingKind.NearlyTheSame);

    [Fact]
    public void Find_SlipOfANameOnAnotherList_IsTakenOffAlone()
    {
        var policy = Policy.With(WithoutJwt, "form.submitt", "client.login").With(WithJwt, "form.submit");

        var finding = Single(Find(policy, Entry("form.submit", 1), Entry("client.login", 1)), PolicyFindingKind.NearlyTheSame);

        var change = Assert.IsType<Fix.ChangeList>(finding.Fix);
        Assert.Empty(change.Add);
        Assert.Equal(Names("form.submitt"), change.Remove);
    }

    [Fact]
    public void Find_SeveralSlips_AreOneFindingAndOneChange()
    {
        var finding = Single(
            Find(Policy.With(WithJwt, "cart.addd", "form.submitt"), Entry("cart.add", source: EventSource.Custom), Entry("form.submit", 1)),
            PolicyFindingKind.NearlyTheSame);

        Assert.Equal(Names("cart.add", "form.submit"), finding.Resembled);
        var change = Assert.IsType<Fix.ChangeList>(finding.Fix);
        Assert.Equal(Names("cart.add", "form.submit"), change.Add);
        Assert.Equal(Names("cart.addd", "form.submitt"), change.Remove);
    }

    [Fact]
    public void Find_StandardEvents_AreNotTakenForEachOther() => Assert.DoesNotContain(
        Find(Policy.With(WithJwt, [.. StandardEvents.All.Select(entry => entry.Action)]), [.. StandardEvents.All]),
        finding => finding.Kind == PolicyFindingKind.NearlyTheSame);

    [Fact]
    public void Find_AllKindsAtOnce_GivesTheGravestFirstAndEachKindOncePerList()
    {
        var policy = EventPolicy.Empty.With(Anonymous, "cart.addd", "set.password").With(WithoutJwt, "form.submit").With(WithJwt, "form.submit", "set.password");

        var findings = Find(policy, Entry("cart.add", 1));

        Assert.Equal(findings.OrderByDescending(finding => finding.Kind.ToSeverity()).Select(finding => finding.Kind), findings.Select(finding => finding.Kind));
        Assert.Equal(PolicyFindingKind.NoCertificate, findings[0].Kind);
        Assert.Equal(findings.Length, findings.Select(finding => (finding.Kind, finding.List)).Distinct().Count());
    }

    // A comparison of all with all would be 10^10 steps here.
    [Fact]
    public void Find_ListsAndCatalogueOfAHundredThousandNames_EndsSoon()
    {
        var names = Enumerable.Range(0, 100_000).Select(number => $"shop{Letters(number)}.event{Letters(number * 7)}").ToArray();
        var policy = Policy.With(Anonymous, names).With(WithoutJwt, names[..50_000]);
        EventDefinition[] catalogue = [.. names.Select(name => Entry("seen." + name, 1)), Entry("shopaaaa.eventaaaa", 1)];
        var watch = Stopwatch.StartNew();

        var findings = Find(policy, catalogue);

        Assert.NotEmpty(findings);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Find_Cancelled_Stops() => Assert.Throws<OperationCanceledException>(
        () => PolicyLint.Find(Policy.With(WithJwt, "form.submit"), [], Now, (_, _) => true, new CancellationToken(canceled: true)));

    private static string Letters(int number) =>
        string.Concat(Enumerable.Range(0, 4).Select(place => (char)('a' + (number / (int)Math.Pow(26, place) % 26))));

    private static ImmutableArray<PolicyFinding> Find(EventPolicy policy, params EventDefinition[] catalogue) => PolicyLint.Find(
        policy, catalogue, Now - PolicyLint.SeenWithin, (_, _) => true, CancellationToken.None);

    private static PolicyFinding Single(IEnumerable<PolicyFinding> findings, PolicyFindingKind kind) => Assert.Single(findings, finding => finding.Kind == kind);
}
