using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using EventAuth.Testing.Policies;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Lint;

public sealed class PolicyFindingTests
{
    private static readonly ContractTable Table = ContractTable.Read();

    [Fact]
    public void Of_JwtListWithoutCertificate_NamesItsEventsAndOffersTheCertificate()
    {
        var finding = Single(EventPolicy.Empty.With(WithJwt, "a.one", "a.two", "a.three"), PolicyFindingKind.NoCertificate);

        Assert.Equal(3, finding.Events.Length);
        Assert.IsType<Fix.DefineCertificate>(finding.Fix);
        Assert.Equal((WithJwt, PolicyFindingSeverity.Error), (finding.List, finding.Kind.ToSeverity()));
    }

    [Fact]
    public void Of_JwtListWithCertificate_FindsNothing() => Assert.Empty(PolicyFindings.Of(Policy.With(WithJwt, "form.submit")));

    [Fact]
    public void Of_EventOnBothUpdatingLists_NamesItAndOffersToRemoveIt()
    {
        var finding = Single(EventPolicy.Initial, PolicyFindingKind.OnBothUpdateLists);

        Assert.Equal(Names("form.submit"), finding.Events);
        var change = Assert.IsType<Fix.ChangeList>(finding.Fix);
        Assert.Equal(WithoutJwt, change.List);
        Assert.Equal(Names("form.submit"), change.Remove);
    }

    [Fact]
    public void Of_EventsOnTheAnonymousAndTheJwtList_OffersToTakeThemOffTheFirst()
    {
        var finding = Single(Policy.With(Anonymous, "a.one", "a.two", "page.visit").With(WithJwt, "a.one", "a.two"), PolicyFindingKind.OnAnonymousAndJwtList);

        var change = Assert.IsType<Fix.ChangeList>(finding.Fix);
        Assert.Equal(Anonymous, change.List);
        Assert.Equal(Names("a.one", "a.two"), change.Remove);
    }

    [Fact]
    public void Of_OnlyOverruledEventsOnTheAnonymousList_SendsAPersonToLook()
    {
        // Without them the list would be empty, and every event would be accepted.
        var finding = Single(Policy.With(Anonymous, "page.visit").With(WithJwt, "page.visit"), PolicyFindingKind.OnAnonymousAndJwtList);

        Assert.Equal(new Fix.ReviewList(Anonymous), finding.Fix);
    }

    [Theory]
    [ClassData(typeof(PolicyPairs))]
    public void Of_ListWithOverruledEvents_FindsExactlyThose(int first, int second)
    {
        var policy = PolicyPairs.Policy(first, second);
        foreach (var kind in new[] { Anonymous, WithoutJwt })
        {
            var found = PolicyFindings.Of(policy)
                .Where(finding => finding.List == kind && finding.Kind is PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList)
                .SelectMany(finding => finding.Events);

            Assert.Equal(policy[kind].Where(name => !Table.Anonymous(policy, name).Accepted), found);
        }
    }

    [Theory]
    [ClassData(typeof(PolicyPairs))]
    public void Of_AnyLists_MonitorModeFindsTheSame(int first, int second)
    {
        foreach (var others in Enum.GetValues<OtherEvents>())
        {
            var policy = PolicyPairs.Policy(first, second) with { OtherEvents = others };

            Assert.Equal(
                PolicyFindings.Of(policy).Select(Written),
                PolicyFindings.Of(policy with { Mode = PolicyMode.Monitor }).Select(Written));
        }

        static string Written(PolicyFinding finding) => $"{finding.Kind} {finding.List} {string.Join(' ', finding.Events)} {finding.IsAcceptedElsewhere} "
            + (finding.Fix is Fix.ChangeList change ? $"{change.List} +{string.Join(' ', change.Add)} -{string.Join(' ', change.Remove)} {change.MoveFrom}" : finding.Fix);
    }

    [Theory]
    [InlineData(OtherEvents.Accept, "", true)]
    [InlineData(OtherEvents.Accept, "page.visit", true)]
    [InlineData(OtherEvents.RequireJwt, "", false)]
    [InlineData(OtherEvents.RequireJwt, "page.visit", true)]
    [InlineData(OtherEvents.Reject, "", false)]
    [InlineData(OtherEvents.Reject, "page.visit", true)]
    public void Of_NoUpdateListIsFilled_WarnsWhereAnyEventMayChangeDataWithoutToken(OtherEvents others, string anonymous, bool warns)
    {
        var policy = Policy.With(Anonymous, anonymous.Split(' ', StringSplitOptions.RemoveEmptyEntries)) with { OtherEvents = others };

        Assert.Equal(warns, PolicyFindings.Of(policy).Any(finding => finding.Kind == PolicyFindingKind.OpenToAll));
    }

    [Theory]
    [ClassData(typeof(PolicyPairs))]
    public void Of_EntriesWithoutEffect_TakingThemOffChangesNoVerdict(int first, int second)
    {
        var policy = PolicyPairs.Policy(first, second);
        var changes = PolicyFindings.Of(policy)
            .Where(finding => finding.Kind is PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList)
            .Select(finding => finding.Fix)
            .OfType<Fix.ChangeList>();

        Assert.All(changes, change => Assert.True(new RuleComparison(policy, policy.With(change.List, policy[change.List].Except(change.Remove))).IsEmpty));
    }

    [Fact]
    public void Of_AnonymousListWithoutPageVisit_OffersToAddIt()
    {
        var finding = Single(EventPolicy.Empty.With(Anonymous, "cart.add"), PolicyFindingKind.PageVisitMissing);

        Assert.False(finding.IsAcceptedElsewhere);
        Assert.Equal(Names("page.visit"), Assert.IsType<Fix.ChangeList>(finding.Fix).Add);
    }

    [Fact]
    public void Of_PageVisitOnTheAnonymousList_FindsNothingAboutIt() =>
        Assert.DoesNotContain(PolicyFindings.Of(Policy.With(Anonymous, "cart.add", "page.visit")), finding => finding.List == Anonymous);

    [Fact]
    public void Of_PageVisitOnlyOnTheUpdatingList_KnowsThatVisitsAreAccepted()
    {
        var finding = Single(Policy.With(Anonymous, "cart.add").With(WithoutJwt, "page.visit"), PolicyFindingKind.PageVisitMissing);

        Assert.True(finding.IsAcceptedElsewhere);
    }

    [Theory]
    [InlineData(true, WithJwt)]
    [InlineData(false, WithoutJwt)]
    public void Of_BothUpdatingListsEmpty_OffersWhatDoesNotRejectEverything(bool hasCertificate, EventListKind list)
    {
        var finding = Single(hasCertificate ? Policy : EventPolicy.Empty, PolicyFindingKind.OpenToAll);

        var change = Assert.IsType<Fix.ChangeList>(finding.Fix);
        Assert.Equal(list, change.List);
        Assert.Equal(Names("form.submit"), change.Add);
        Assert.False(finding.Kind.NeedsAttention());
    }

    [Theory]
    [InlineData(WithJwt)]
    [InlineData(WithoutJwt)]
    public void Of_OneUpdatingListFilled_IsNotOpenToAll(EventListKind list) =>
        Assert.DoesNotContain(PolicyFindings.Of(Policy.With(list, "cart.add")), finding => finding.Kind == PolicyFindingKind.OpenToAll);

    [Theory]
    [InlineData("set.password")]
    [InlineData("consent-given")]
    [InlineData("marketingAgreement.turnOn")]
    [InlineData("newsletter.confirmSubscribe")]
    [InlineData("change_email")]
    [InlineData("e-mail.change")]
    [InlineData("EMAIL_CHANGE")]
    [InlineData("order.payment")]
    [InlineData("pay")]
    [InlineData("client.deleteAccount")]
    public void Of_PersonalNameOnAListWithoutJwt_OffersToRequireOne(string name)
    {
        var finding = Single(Policy.With(WithoutJwt, name, "cart.add"), PolicyFindingKind.LooksPersonal);

        Assert.Equal(Names(name), finding.Events);
        var change = Assert.IsType<Fix.ChangeList>(finding.Fix);
        Assert.Equal((WithJwt, name), (change.List, Assert.Single(change.Add).Value));
    }

    [Fact]
    public void Of_PersonalName_IsMovedWhereItsOldListCanDoWithoutIt()
    {
        var onUpdateList = Single(Policy.With(WithoutJwt, "set.password"), PolicyFindingKind.LooksPersonal);
        var aloneOnAnonymousList = Single(Policy.With(Anonymous, "set.password"), PolicyFindingKind.LooksPersonal);

        Assert.Equal(WithoutJwt, Assert.IsType<Fix.ChangeList>(onUpdateList.Fix).MoveFrom);
        Assert.Null(Assert.IsType<Fix.ChangeList>(aloneOnAnonymousList.Fix).MoveFrom);
    }

    [Theory]
    [InlineData("page.visit")]
    [InlineData("cart.payday")]
    [InlineData("display.banner")]
    [InlineData("client.login")]
    [InlineData("form.submit")]
    public void Of_OrdinaryNameOnAListWithoutJwt_FindsNothing(string name) => Assert.Empty(PolicyFindings.Of(Policy.With(WithoutJwt, name)));

    [Fact]
    public void Of_PersonalNameWithoutCertificate_OffersTheCertificateFirst() =>
        Assert.IsType<Fix.DefineCertificate>(Single(EventPolicy.Empty.With(WithoutJwt, "set.password"), PolicyFindingKind.LooksPersonal).Fix);

    [Fact]
    public void Of_PersonalNameThatRequiresAJwt_IsNotCalledOpen() =>
        Assert.DoesNotContain(
            PolicyFindings.Of(Policy.With(WithoutJwt, "set.password").With(WithJwt, "set.password")),
            finding => finding.Kind == PolicyFindingKind.LooksPersonal);

    [Fact]
    public void Of_ManyEventsOfOneKind_AreOneFinding()
    {
        var names = Enumerable.Range(10, 20).Select(number => $"password.{number}").ToArray();

        var finding = Single(Policy.With(WithoutJwt, names), PolicyFindingKind.LooksPersonal);

        Assert.Equal(20, finding.Events.Length);
    }

    [Fact]
    public void NeedsAttention_ListsOfANewInstallation_IsNever()
    {
        var findings = PolicyFindings.Of(EventPolicy.Initial);

        Assert.Equal([PolicyFindingKind.OnBothUpdateLists, PolicyFindingKind.NoCertificate], findings.Select(finding => finding.Kind));
        Assert.All(findings, finding => Assert.Equal((false, PolicyFindingSeverity.Info), (finding.NeedsAttention, finding.Severity)));
    }

    [Fact]
    public void NeedsAttention_OneEventMoreThanInANewInstallation_IsAsForAnyLists() => Assert.All(
        PolicyFindings.Of(EventPolicy.Initial.With(Anonymous, "page.visit")),
        finding => Assert.Equal((finding.Kind.NeedsAttention(), finding.Kind.ToSeverity()), (finding.NeedsAttention, finding.Severity)));

    [Fact]
    public void NeedsAttention_EachKind_IsWhatTheYellowBadgeMeans() => Assert.Equal(
        [PolicyFindingKind.NoCertificate, PolicyFindingKind.OnBothUpdateLists, PolicyFindingKind.OnAnonymousAndJwtList, PolicyFindingKind.PageVisitMissing],
        Enum.GetValues<PolicyFindingKind>().Where(kind => kind.NeedsAttention()));

    private static PolicyFinding Single(EventPolicy policy, PolicyFindingKind kind) => Assert.Single(PolicyFindings.Of(policy), finding => finding.Kind == kind);
}
