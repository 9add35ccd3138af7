using EventAuth.Admin.Texts;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Admin.Tests.Texts;

public sealed class FindingTextsTests
{
    public static TheoryData<PolicyFinding, string, string> Findings => new()
    {
        {
            Finding(PolicyFindingKind.NoCertificate, WithJwt, new Fix.DefineCertificate(), "a.one", "a.three", "a.two"),
            "There is no certificate, so no token is valid: these 3 events are all rejected now.",
            "Define the certificate"
        },
        {
            Finding(PolicyFindingKind.OnBothUpdateLists, WithoutJwt, Removing(WithoutJwt, "form.submit"), "form.submit"),
            "form.submit is also on the list with JWT below; that list takes priority, so a token is required.",
            "Remove it here"
        },
        {
            Finding(PolicyFindingKind.OnAnonymousAndJwtList, Anonymous, Removing(Anonymous, "a.one", "a.two"), "a.one", "a.two"),
            "2 events are also on the list with JWT below; that list takes priority, so a token is required.",
            "Remove them here"
        },
        {
            Finding(PolicyFindingKind.OnAnonymousAndJwtList, Anonymous, new Fix.ReviewList(Anonymous), "a.one"),
            "a.one is also on the list with JWT below; that list takes priority, so a token is required.",
            "Review the list"
        },
        {
            Finding(PolicyFindingKind.PageVisitMissing, Anonymous, Adding(Anonymous, "page.visit"), "page.visit"),
            "page.visit is not listed, so visits of anonymous customers are rejected.",
            "Add page.visit"
        },
        {
            Finding(PolicyFindingKind.PageVisitMissing, Anonymous, Adding(Anonymous, "page.visit"), "page.visit") with { IsAcceptedElsewhere = true },
            "page.visit is not listed; visits of anonymous customers are accepted only because it is on the list without JWT below.",
            "Add page.visit"
        },
        {
            Finding(PolicyFindingKind.OpenToAll, WithoutJwt, Adding(WithJwt, "form.submit")),
            "Both update lists are empty, so every event may change customer data. Once one of them has an event, the others may not.",
            "Require a JWT for form.submit"
        },
        {
            Finding(PolicyFindingKind.LooksPersonal, WithoutJwt, Adding(WithJwt, "password.1"), "password.1"),
            "password.1 sounds personal or important but needs no JWT.",
            "Require a JWT for it"
        },
        {
            Finding(PolicyFindingKind.LooksPersonal, WithoutJwt, Adding(WithJwt, "password.1") with { MoveFrom = WithoutJwt }, "password.1"),
            "password.1 sounds personal or important but needs no JWT.",
            "Move it to the list with JWT"
        },
        {
            Finding(PolicyFindingKind.LooksPersonal, WithoutJwt, new Fix.DefineCertificate(), [.. Enumerable.Range(10, 20).Select(number => $"password.{number}")]),
            "password.10, password.11, password.12 and 17 more sound personal or important but need no JWT.",
            "Define the certificate"
        },
        {
            Finding(PolicyFindingKind.NotSeen, WithoutJwt, Removing(WithoutJwt, "cart.add"), "cart.add"),
            "cart.add was not accepted in the last 90 days.",
            "Remove it from this list"
        },
        {
            Finding(PolicyFindingKind.NearlyTheSame, WithJwt, Replacing("form.submit", "form.submitt"), "form.submitt") with { Resembled = [.. Names("form.submit")] },
            "form.submitt is nearly the same name as form.submit. Is it a typo?",
            "Use form.submit instead"
        },
        {
            Finding(PolicyFindingKind.NearlyTheSame, WithJwt, Removing(WithJwt, "form.submitt"), "form.submitt") with { Resembled = [.. Names("form.submit")] },
            "form.submitt is nearly the same name as form.submit. Is it a typo?",
            "Remove it"
        },
        {
            Finding(PolicyFindingKind.NearlyTheSame, WithJwt, Adding(WithJwt, "Form.Submit"), "Form.Submit") with { Resembled = [.. Names("form.submit")] },
            "Form.Submit is sent too but not on this list; its name is nearly the same as form.submit.",
            "Add Form.Submit too"
        },
        {
            Finding(PolicyFindingKind.NearlyTheSame, WithJwt, Replacing("cart.add", "cart.addd"), "cart.addd", "form.submitt") with { Resembled = [.. Names("cart.add", "form.submit")] },
            "2 events have nearly the same name as another: cart.addd like cart.add and form.submitt like form.submit.",
            "Correct the names"
        },
        {
            Finding(PolicyFindingKind.MonitoredForLong, list: null, new Fix.EndMonitoring()),
            "Events have only been monitored for 14 days or more. As long as that is so, the lists protect nothing.",
            "Enforce the lists"
        },
    };

    [Theory]
    [MemberData(nameof(Findings))]
    public void Words_OfAFinding_SayWhatIsWrongAndWhatTheFixDoes(PolicyFinding finding, string sentence, string fix)
    {
        Assert.Equal(sentence, string.Concat(finding.ToSentence()));
        Assert.Equal(fix, finding.ToFix());
    }

    private static PolicyFinding Finding(PolicyFindingKind kind, EventListKind? list, Fix fix, params string[] events) => new(kind, list, [.. Names(events)], fix);

    private static Fix.ChangeList Adding(EventListKind list, params string[] names) => new(list, Add: [.. Names(names)], Remove: []);

    private static Fix.ChangeList Removing(EventListKind list, params string[] names) => new(list, Add: [], Remove: [.. Names(names)]);

    private static Fix.ChangeList Replacing(string add, string remove) => new(WithJwt, Add: [.. Names(add)], Remove: [.. Names(remove)]);
}
