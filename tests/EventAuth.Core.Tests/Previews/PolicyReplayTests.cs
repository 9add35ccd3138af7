using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Previews;

namespace EventAuth.Core.Tests.Previews;

/// <summary>What a replay counts, of records that are made up.</summary>
public sealed class PolicyReplayTests
{
    private static readonly SenderHashes Anna = new(HasToken: false, IsUuidOfToken: false, Uuid: 1, Email: 0, CustomId: 0);
    private static readonly Decision Open = new(DecisionReason.AnonymousListEmpty, MayChangeData: true);
    private static readonly EventPolicy OnlyVisits = EventPolicy.Empty.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit")]);

    private readonly RecordedDecisions _recorded = new();
    private long _id;

    [Fact]
    public void Run_NothingRecorded_IsEmpty()
    {
        var preview = Run(OnlyVisits);

        Assert.Equal((0, 0, 0, 0), (preview.Decisions, preview.Rejected, preview.NotReplayed, preview.Changed));
        Assert.Empty(preview.Changes);
    }

    [Fact]
    public void Run_SamePolicy_ChangesNothing()
    {
        Add("page.visit", Open, Anna);

        Assert.Equal((1, 0), (Run(EventPolicy.Empty).Decisions, Run(EventPolicy.Empty).Changed));
    }

    [Fact]
    public void Run_SenderNotKept_IsOnlyCounted()
    {
        Add("shop.order", Open, sender: null, count: 3);
        Add("shop.order", Open, Anna, customer: null);
        Add(action: null, Open, Anna);
        Add("shop.order", Open, default(SenderHashes));
        Add("shop.order", Open, Anna with { Uuid = 0, Email = 2 });
        Add("shop.order", Open, new SenderHashes(HasToken: true, IsUuidOfToken: true, 0, 0, 0));

        var preview = Run(OnlyVisits);

        Assert.Equal((8, 8, 0, 0), (preview.Decisions, preview.NotReplayed, preview.Rejected, preview.Changed));
    }

    [Theory]
    [InlineData(DecisionReason.InvalidToken)]
    [InlineData(DecisionReason.TokenExpired)]
    [InlineData(DecisionReason.IdentityMismatch)]
    [InlineData(DecisionReason.InvalidEvent)]
    [InlineData(DecisionReason.MalformedJson)]
    public void Run_NotDecidedByTheLists_StaysAsItWas(DecisionReason reason)
    {
        Add("shop.order", new Decision(reason, MayChangeData: false), sender: null, count: 7);

        var preview = Run(OnlyVisits);

        Assert.Equal((7, 0, 0, 0), (preview.Decisions, preview.NotReplayed, preview.Rejected, preview.Changed));
    }

    [Fact]
    public void Run_RecordsOfSeveralEvents_CountEach()
    {
        Add("shop.order", Open, Anna);
        Add("shop.order", Open, Anna, count: 40);

        var preview = Run(OnlyVisits);

        Assert.Equal((41, 41, 41), (preview.Decisions, preview.Rejected, preview.Changed));
        var change = Assert.Single(preview.Changes);
        Assert.Equal(("shop.order", CustomerState.Anonymous, Open), (change.Action, change.Customer, change.From));
        Assert.Equal(new Decision(DecisionReason.NotAllowedForAnonymous, MayChangeData: false), change.To);
        Assert.Equal((41, true), (change.Count, change.IsEffect));
        Assert.Equal<long>([2, 1], change.Samples);
    }

    [Fact]
    public void Run_ManyAlike_SamplesAreTheNewestFirst()
    {
        for (var i = 0; i < 12; i++)
        {
            Add("shop.order", Open, Anna, count: 1 + (i % 2));
        }

        Assert.Equal<long>([12, 11, 10, 9, 8], Assert.Single(Run(OnlyVisits).Changes).Samples);
    }

    [Fact]
    public void Run_SeveralChanges_AreSortedByCountAndThenByName()
    {
        foreach (var action in (string[])["b.one", "c.two", "a.one", "c.two", "page.visit"])
        {
            Add(action, Open, Anna);
        }

        Assert.Equal(
            ["c.two 2", "a.one 1", "b.one 1"],
            Run(OnlyVisits.With(EventListKind.UpdateWithoutJwt, [EventName.Parse("page.visit")])).Effects
                .Select(change => $"{change.Action} {change.Count}"));
    }

    [Fact]
    public void Run_AnotherReasonForTheSame_IsAChangeWithoutEffect()
    {
        Add("page.visit", Open, Anna);

        var preview = Run(OnlyVisits);

        var change = Assert.Single(preview.Changes);
        Assert.Equal((DecisionReason.ListedAnonymous, false), (change.To.Reason, change.IsEffect));
        Assert.Empty(preview.Effects);
        Assert.Equal((1, 0), (preview.Changed, preview.Rejected));
    }

    // The code of the answer is the same.
    [Fact]
    public void Run_RejectedWithTheSameCode_IsNoChange()
    {
        Add("shop.order", new Decision(DecisionReason.JwtRequired, MayChangeData: false), Anna);

        var preview = Run(EventPolicy.Empty with { OtherEvents = OtherEvents.RequireJwt });

        Assert.Equal((0, 1), (preview.Changed, preview.Rejected));
    }

    [Fact]
    public void Run_MonitorMode_RejectsNothing()
    {
        Add("shop.order", new Decision(DecisionReason.NotListed, MayChangeData: false), Anna);

        var preview = Run(EventPolicy.Empty with { OtherEvents = OtherEvents.Reject, Mode = PolicyMode.Monitor });

        Assert.Equal((1, 0), (preview.Changed, preview.Rejected));
        Assert.Equal(new Decision(DecisionReason.AnonymousListEmpty, MayChangeData: false), preview.Changes[0].To);
    }

    [Fact]
    public void Run_EventThatWouldNotHaveMadeTheCustomerKnown_LeavesTheNextOnesAnonymous()
    {
        var listed = OnlyVisits.With(EventListKind.UpdateWithoutJwt, [EventName.Parse("client.login")]);
        Add("client.login", new Decision(DecisionReason.ListedUpdateWithoutJwt, MayChangeData: true), Anna with { Email = 2 });
        Add("shop.order", new Decision(DecisionReason.KnownCustomer, MayChangeData: false), Anna, CustomerState.Known);

        Assert.Equal(0, Run(listed).Changed);
        Assert.Equal(
            ["client.login Anonymous: JwtRequired", "shop.order Known: NotAllowedForAnonymous"],
            Run(listed.With(EventListKind.UpdateWithJwt, [EventName.Parse("client.login")])).Changes
                .Select(change => $"{change.Action} {change.Customer}: {change.To.Reason}"));
    }

    // It came when another version was in force.
    [Fact]
    public void Run_ComparedWithAnotherPolicy_CountsWhatDiffersFromThat()
    {
        Add("client.login", new Decision(DecisionReason.ListedUpdateWithoutJwt, MayChangeData: true), Anna with { Email = 2 });
        Add("shop.order", new Decision(DecisionReason.KnownCustomer, MayChangeData: false), Anna, CustomerState.Known);
        var closed = OnlyVisits.With(EventListKind.UpdateWithJwt, [EventName.Parse("client.login")]);

        Assert.Equal(2, Run(closed).Changed);
        Assert.Equal(0, Run(closed, compared: closed).Changed);
        var change = Assert.Single(Run(closed.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("shop.order")]), compared: closed).Changes);
        Assert.Equal(("shop.order", CustomerState.Anonymous, 1), (change.Action, change.Customer, change.Count));
        Assert.Equal((DecisionReason.NotAllowedForAnonymous, DecisionReason.ListedAnonymous), (change.From.Reason, change.To.Reason));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        Add("page.visit", Open, Anna);

        Assert.Throws<OperationCanceledException>(() => PolicyReplay.Run(
            _recorded, [], OnlyVisits, compared: null, new Progress<double>(), new CancellationToken(canceled: true)));
    }

    private void Add(
        string? action, Decision decision, SenderHashes? sender, CustomerState? customer = CustomerState.Anonymous, int count = 1) =>
        _recorded.Add(++_id, new RecordedKind(action, customer, decision, count), sender);

    private PolicyPreview Run(EventPolicy draft, EventPolicy? compared = null) =>
        PolicyReplay.Run(_recorded, [], draft, compared, new Progress<double>(), CancellationToken.None);
}
