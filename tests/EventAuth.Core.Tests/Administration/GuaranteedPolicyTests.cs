using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Administration;

/// <summary>No change breaks a guarantee unless somebody overrides it and says why.</summary>
public sealed class GuaranteedPolicyTests : IDisposable
{
    private static readonly Guarantee s_payments =
        new("payments", EventPattern.Parse("transaction.*"), GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected, "Nobody pays unseen.");

    private static readonly Guarantee s_forms =
        new("forms", EventPattern.Parse("form.submit"), GuaranteedCustomer.Authenticated, GuaranteedOutcome.NoDataChange);

    private static readonly EventPolicy s_policy = EventPolicy.Empty.With(WithJwt, "transaction.pay") with
    {
        OtherEvents = OtherEvents.RequireJwt,
        Guarantees = [s_payments, s_forms],
    };

    private readonly PolicyOffice _office = new(s_policy);

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task Apply_ListsBreakAGuarantee_SavesNothingAndNamesTheEvent()
    {
        var result = await _office.ApplyAsync(PolicyChange.OfList(WithJwt, []) with { Lists = Lists((WithJwt, []), (Anonymous, ["transaction.pay"])) });

        var broken = Assert.Single(Assert.IsType<ApplyResult.GuaranteeBroken>(result).Guarantees);
        Assert.Equal((s_payments, "transaction.pay", Caller.Anonymous), (broken.Guarantee, broken.Action.Value, broken.Customer));
        Assert.True(broken.Decision.Accepted);
        await AssertNothingChangedAsync();
    }

    [Fact]
    public async Task Apply_OtherEventsBreakAGuarantee_NamesAnEventThatNobodySent()
    {
        var broken = Assert.Single(Assert.IsType<ApplyResult.GuaranteeBroken>(
            await _office.ApplyAsync(new PolicyChange { OtherEvents = OtherEvents.Accept })).Guarantees);

        Assert.True(s_payments.Events.Matches(broken.Action));
        Assert.NotEqual("transaction.pay", broken.Action.Value);
        await AssertNothingChangedAsync();
    }

    [Fact]
    public async Task Apply_MonitorBreaksAGuarantee_IsRefusedToo()
    {
        Assert.IsType<ApplyResult.GuaranteeBroken>(await _office.ApplyAsync(new PolicyChange { Mode = PolicyMode.Monitor }));
        await AssertNothingChangedAsync();
    }

    [Fact]
    public async Task Apply_GuaranteeThatDoesNotHold_IsNotTaken()
    {
        var draft = GuaranteeDraft.Of(s_payments) with { Id = "all", Events = "*", Expect = "accepted" };

        var result = await _office.ApplyAsync(new PolicyChange { Guarantees = [GuaranteeDraft.Of(s_payments), draft] });

        Assert.Equal("all", Assert.Single(Assert.IsType<ApplyResult.GuaranteeBroken>(result).Guarantees).Guarantee.Id);
        await AssertNothingChangedAsync();
    }

    [Fact]
    public async Task Apply_OverrideWithComment_PassesAndIsHandedOn()
    {
        var result = await _office.ApplyAsync(
            new PolicyChange { OtherEvents = OtherEvents.Accept, OverridesGuarantees = true, Comment = "  The sale ends today. " });

        var applied = Assert.IsType<ApplyResult.Applied>(result);
        Assert.Equal((2, true, "The sale ends today."), (applied.Revision.Version, applied.Changed, applied.Revision.Comment));
        Assert.Equal(["payments"], Assert.Single(_office.History.Appends).Overrides.AsEnumerable());
        Assert.Equal(s_policy.Guarantees.AsEnumerable(), applied.Revision.Policy.Guarantees.AsEnumerable());
        Assert.Equal(OtherEvents.Accept, _office.Monitor.Current.Basis.OtherEvents);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Apply_OverrideWithoutComment_IsInvalid(string? comment)
    {
        var result = await _office.ApplyAsync(
            new PolicyChange { OtherEvents = OtherEvents.Accept, OverridesGuarantees = true, Comment = comment });

        Assert.Equal([new PolicyProblem("comment", "required")], Assert.IsType<ApplyResult.Invalid>(result).Problems.AsEnumerable());
        await AssertNothingChangedAsync();
    }

    [Fact]
    public async Task Apply_OverrideOfNothing_HandsNothingOn()
    {
        Assert.IsType<ApplyResult.Applied>(await _office.ApplyAsync(
            new PolicyChange { OtherEvents = OtherEvents.Reject, OverridesGuarantees = true, Comment = "To be sure." }));

        Assert.Empty(Assert.Single(_office.History.Appends).Overrides);
    }

    [Fact]
    public async Task Apply_GuaranteeGoesInTheSameChange_BreaksNothing()
    {
        var applied = Assert.IsType<ApplyResult.Applied>(await _office.ApplyAsync(
            new PolicyChange { OtherEvents = OtherEvents.Accept, Guarantees = [GuaranteeDraft.Of(s_forms)] }));

        Assert.Equal([s_forms], applied.Revision.Policy.Guarantees.AsEnumerable());
    }

    [Fact]
    public async Task Apply_Restore_BringsListsModeOthersAndGuaranteesAndLeavesTheCertificate()
    {
        var former = await _office.LatestAsync();
        await _office.ApplyAsync(PolicyChange.OfCertificate(EventAuth.Testing.SigningKey.Shared.PublicPem, overwrite: false));
        Assert.IsType<ApplyResult.Applied>(await _office.ApplyAsync(new PolicyChange
        {
            Lists = Lists((WithJwt, ["form.submit"]), (Anonymous, ["page.visit"])),
            Mode = PolicyMode.Monitor,
            OtherEvents = OtherEvents.Reject,
            Guarantees = [],
        }));

        var restored = Assert.IsType<ApplyResult.Applied>(await _office.ApplyAsync(PolicyChange.ToRestore(former.Policy, "As it was.")));

        Assert.Equal((4, "As it was."), (restored.Revision.Version, restored.Revision.Comment));
        Assert.True(restored.Revision.Policy.HasListsOf(former.Policy));
        Assert.Equal(former.Policy.Basis, restored.Revision.Policy.Basis);
        Assert.Equal(former.Policy.Guarantees.AsEnumerable(), restored.Revision.Policy.Guarantees.AsEnumerable());
        Assert.Equal("c2", restored.Revision.Policy.Certificate!.Id);
    }

    [Fact]
    public async Task Apply_SomebodyElseChangedTheSame_IsAConflictAndSomethingElseIsNot()
    {
        var theirs = new PolicyChange { OtherEvents = OtherEvents.Reject, Mode = PolicyMode.Enforce, Guarantees = [] };
        Assert.IsType<ApplyResult.Applied>(await _office.ApplyAsync(theirs));

        Assert.IsType<ApplyResult.Conflict>(await RebasedAsync(new PolicyChange { OtherEvents = OtherEvents.RequireJwt }));
        Assert.IsType<ApplyResult.Conflict>(await RebasedAsync(new PolicyChange { Guarantees = [GuaranteeDraft.Of(s_payments)] }));
        var applied = Assert.IsType<ApplyResult.Applied>(await RebasedAsync(new PolicyChange { Mode = PolicyMode.Monitor }));
        Assert.Equal((PolicyMode.Monitor, OtherEvents.Reject), (applied.Revision.Policy.Mode, applied.Revision.Policy.OtherEvents));
        Assert.IsType<ApplyResult.Conflict>(await RebasedAsync(new PolicyChange { Mode = PolicyMode.Enforce }));

        Task<ApplyResult> RebasedAsync(PolicyChange change) =>
            _office.Service.ApplyAsync(change, basedOn: 1, PolicyOffice.Anna, rebase: true, CancellationToken.None);
    }

    private static System.Collections.Immutable.ImmutableDictionary<EventListKind, IReadOnlyList<string?>> Lists(
        params (EventListKind Kind, string[] Names)[] lists) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(
            lists.Select(list => KeyValuePair.Create(list.Kind, (IReadOnlyList<string?>)list.Names)));

    private async Task AssertNothingChangedAsync()
    {
        Assert.Equal(1, (await _office.LatestAsync()).Version);
        Assert.Empty(_office.History.Appends);
        Assert.Equal(1, _office.Monitor.Current.Version);
    }
}
