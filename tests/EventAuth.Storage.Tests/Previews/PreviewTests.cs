using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Previews;
using EventAuth.Testing;
using EventAuth.Testing.Previews;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Previews;

/// <summary>What a preview says is what another server with the draft would have answered.</summary>
public sealed class PreviewTests
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Replay_RandomPoliciesAndEvents_SaysWhatAnotherServerAnswers(int seed, bool onServer, int count)
    {
        var traffic = new RandomTraffic(seed, household: seed % 2 == 0 ? 12 : 4);
        await using var server = await StartAsync(onServer);
        await using var other = await StartAsync(onServer);
        var (former, present, draft) = (traffic.NextPolicy(), traffic.NextPolicy(), traffic.NextPolicy());

        // What was before the span, both have in common.
        var before = traffic.NextEvents(Now, 400).ToList();
        await server.AppendAllAsync(before, SnapshotOf(former));
        await other.AppendAllAsync(before, SnapshotOf(former));
        var since = before[^1].ReceivedAt.AddMilliseconds(50);
        var events = traffic.NextEvents(since, count).ToList();
        var was = await server.AppendAllAsync(events, SnapshotOf(present));
        var wouldBe = await other.AppendAllAsync(events, SnapshotOf(draft));
        var preview = await PreviewAsync(server, draft, since, events[^1].ReceivedAt.AddMilliseconds(1));

        var customers = server.Read(FormattableString.Invariant(
                $"""SELECT "Customer" FROM "Events" WHERE "ReceivedAt" >= {since.ToUnixTimeMilliseconds()} ORDER BY "Id" """))
            .Select(customer => (CustomerState)(long)customer).ToList();
        Assert.Equal(ReplayedTraffic.Compare(events, customers, was, wouldBe), ReplayedTraffic.Lines(preview));
        Assert.Equal((count, 0), (preview.Decisions, preview.NotReplayed));
        Assert.Equal(wouldBe.Count(receipt => !receipt.Decision.Accepted), preview.Rejected);

        // The present policy decides as it did.
        var compared = await PreviewAsync(server, draft, since, events[^1].ReceivedAt.AddMilliseconds(1), present);
        Assert.Equal(ReplayedTraffic.Lines(preview), ReplayedTraffic.Lines(compared));
        Assert.Equal(0, (await PreviewAsync(server, draft, since, events[^1].ReceivedAt.AddMilliseconds(1), draft)).Changed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replay_MoreDecisionsThanThereIsRoomFor_IsRefusedBeforeTheyAreRead(bool onServer)
    {
        await using var storage = await StartAsync(onServer, options => options with { MaxReplayed = 10 });
        var events = new RandomTraffic(1).NextEvents(Now, 11).ToList();
        await storage.AppendAllAsync(events.Take(10));
        var (since, until) = (Now, events[^1].ReceivedAt.AddSeconds(1));
        Assert.Equal(10, (await PreviewAsync(storage, EventPolicy.Empty, since, until)).Decisions);

        await storage.AppendAllAsync(events.Skip(10));

        await Assert.ThrowsAsync<SpanTooLongException>(() => PreviewAsync(storage, EventPolicy.Empty, since, until));
    }

    // Numbers of decisions go on when old ones are deleted; what counts is how many there are.
    [Fact]
    public async Task Replay_OlderDecisionsAreDeleted_HasRoomForWhatIsLeft()
    {
        await using var storage = await StartAsync(onServer: false, options => options with { MaxReplayed = 10 });
        var events = new RandomTraffic(1).NextEvents(Now, 14).ToList();
        await storage.AppendAllAsync(events);
        _ = storage.Read("""DELETE FROM "Events" WHERE "Id" <= 5""");

        Assert.Equal(9, (await PreviewAsync(storage, EventPolicy.Empty, Now, events[^1].ReceivedAt.AddSeconds(1))).Decisions);
    }

    public static TheoryData<int, bool, int> Seeds()
    {
        var seeds = new TheoryData<int, bool, int>
        {
            // So many are read in parts.
            { 101, false, 9_000 },
            { 102, true, 9_000 },
        };
        for (var seed = 1; seed <= 24; seed++)
        {
            seeds.Add(seed, seed % 4 == 0, 1_000);
        }

        return seeds;
    }

    private static PolicySnapshot SnapshotOf(EventPolicy policy) =>
        PolicySnapshot.Compile(new PolicyRevision(7, policy, "test", Now, null));

    private static Task<PolicyPreview> PreviewAsync(
        StorageFixture storage, EventPolicy draft, DateTimeOffset since, DateTimeOffset until, EventPolicy? compared = null) =>
        storage.Get<IDecisionReplay>().ReplayAsync(draft, compared, since, until, new Progress<double>(), CancellationToken.None);
}
