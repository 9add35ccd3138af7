using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests.Decisions;

public sealed class PolicyFindingTests
{
    private static readonly Certificate Key = new("c2", "PEM", new string('0', 64), 2048, DateTimeOffset.UnixEpoch, "anna@shop.example");

    [Fact]
    public void Of_JwtListWithoutCertificate_SaysThatItsEventsAreRejected()
    {
        var policy = EventPolicy.Empty.With(EventListKind.UpdateWithJwt, Names("a.one", "a.two", "a.three"));

        var finding = Assert.Single(PolicyMeaning.Of(policy, EventListKind.UpdateWithJwt).Findings);

        Assert.Equal(PolicyFindingKind.NoCertificate, finding.Kind);
        Assert.Contains("these 3 events are all rejected now", string.Concat(finding.Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_JwtListWithCertificate_FindsNothing()
    {
        var policy = EventPolicy.Initial.With(Key);

        Assert.Empty(PolicyMeaning.Of(policy, EventListKind.UpdateWithJwt).Findings);
    }

    [Fact]
    public void Of_EmptyJwtListWithoutCertificate_FindsNothing() =>
        Assert.Empty(PolicyMeaning.Of(EventPolicy.Empty, EventListKind.UpdateWithJwt).Findings);

    [Fact]
    public void Of_EventOnBothUpdatingLists_NamesItAndSaysWhichWins()
    {
        var finding = Assert.Single(PolicyMeaning.Of(EventPolicy.Initial, EventListKind.UpdateWithoutJwt).Findings);

        Assert.Equal("form.submit is also on the list with JWT below, which wins: it requires a JWT.", string.Concat(finding.Sentence));
        Assert.Equal(Names("form.submit"), finding.Events);
    }

    [Fact]
    public void Of_AnonymousListWithoutPageVisit_SaysThatVisitsAreRejected()
    {
        var policy = EventPolicy.Empty.With(EventListKind.AnonymousWithoutJwt, Names("cart.add"));

        var finding = Assert.Single(PolicyMeaning.Of(policy, EventListKind.AnonymousWithoutJwt).Findings);

        Assert.Equal(PolicyFindingKind.PageVisitMissing, finding.Kind);
        Assert.EndsWith("visits of anonymous customers are rejected.", string.Concat(finding.Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PageVisitOnTheAnonymousList_FindsNothing() =>
        Assert.Empty(PolicyMeaning.Of(EventPolicy.Empty.With(EventListKind.AnonymousWithoutJwt, Names("cart.add", "page.visit")), EventListKind.AnonymousWithoutJwt).Findings);

    [Fact]
    public void Of_PageVisitOnlyOnTheUpdatingList_SaysWhyVisitsAreAccepted()
    {
        var policy = EventPolicy.Empty
            .With(EventListKind.AnonymousWithoutJwt, Names("cart.add"))
            .With(EventListKind.UpdateWithoutJwt, Names("page.visit"));

        var finding = Assert.Single(PolicyMeaning.Of(policy, EventListKind.AnonymousWithoutJwt).Findings);

        Assert.Contains("accepted only because", string.Concat(finding.Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EmptyAnonymousList_FindsNothing() =>
        Assert.Empty(PolicyMeaning.Of(EventPolicy.Empty, EventListKind.AnonymousWithoutJwt).Findings);

    private static EventName[] Names(params string[] names) => [.. names.Select(EventName.Parse)];
}
