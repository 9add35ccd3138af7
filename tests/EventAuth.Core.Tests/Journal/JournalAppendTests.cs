using System.Text;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Journal;

public sealed class JournalAppendTests
{
    private static readonly PolicySnapshot Policy = PolicySnapshot.Compile(new PolicyRevision(7, EventPolicy.Empty, "test", default, null));

    [Theory]
    [InlineData(AppendStatus.Committed)]
    [InlineData(AppendStatus.Overloaded)]
    [InlineData(AppendStatus.Unavailable)]
    public async Task Complete_BeforeItIsAwaited_IsToldAndItCanBeUsedAgain(AppendStatus status)
    {
        var append = new JournalAppend();
        for (var round = 0; round < 3; round++)
        {
            Fill(append, 2);
            var waiting = append.WaitAsync();
            append.Complete(status);

            Assert.True(waiting.IsCompletedSuccessfully);
            Assert.Equal(status, await waiting);
            append.Clear();
        }
    }

    [Theory]
    [InlineData(AppendStatus.Committed)]
    [InlineData(AppendStatus.Unavailable)]
    public async Task Complete_WhileItIsAwaited_IsToldAndItCanBeUsedAgain(AppendStatus status)
    {
        var append = new JournalAppend();
        for (var round = 0; round < 3; round++)
        {
            Fill(append, 2);
            var waiting = append.WaitAsync().AsTask();
            Assert.False(waiting.IsCompleted);
            append.Complete(status);

            Assert.Equal(status, await waiting);
            append.Clear();
        }
    }

    [Fact]
    public async Task Clear_NeverHandedOver_CanBeUsedAgain()
    {
        var append = new JournalAppend();
        Fill(append, 1);
        var refused = append.WaitAsync();
        Assert.False(refused.IsCompleted);
        append.Clear();

        Fill(append, 1);
        var waiting = append.WaitAsync();
        append.Complete(AppendStatus.Committed);
        Assert.Equal(AppendStatus.Committed, await waiting);
    }

    [Fact]
    public async Task Wait_OfAnEarlierUse_IsAnErrorAndNotSomebodyElsesAnswer()
    {
        var append = new JournalAppend();
        var earlier = append.WaitAsync();
        append.Complete(AppendStatus.Committed);
        append.Clear();
        append.Complete(AppendStatus.Unavailable);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await earlier);
    }

    [Fact]
    public async Task Complete_BetweenThreads_ReachesEachUseOnce()
    {
        var append = new JournalAppend();
        for (var round = 0; round < 2_000; round++)
        {
            Fill(append, 1);
            var expected = round % 2 == 0 ? AppendStatus.Committed : AppendStatus.Unavailable;
            var waiting = append.WaitAsync();
            ThreadPool.UnsafeQueueUserWorkItem(_ => append.Complete(expected), null);
            Assert.Equal(expected, await waiting);
            append.Clear();
        }
    }

    [Fact]
    public void Clear_Everything_LeavesNothingOfTheRequestBefore()
    {
        var append = new JournalAppend();
        Fill(append, 3);
        append.Clear();

        Assert.Equal(0, append.Count);
        Assert.Equal(0, append.Receipts.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => append[0]);
        Assert.Throws<InvalidOperationException>(() => append.Snapshot);
        AssertEmpty(append.Add());
        AssertEmpty(append.Add());
        AssertEmpty(append.Add());
    }

    [Fact]
    public void RemoveLast_Event_LeavesNothingOfItForTheNext()
    {
        var append = new JournalAppend();
        Fill(append, 2);
        append.RemoveLast();

        Assert.Equal(1, append.Count);
        AssertEmpty(append.Add());
        Assert.Equal("label 0", append[0].Label.ToString());
    }

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(1_000, 1)]
    [InlineData(5, 9)]
    public void Receipts_AfterAnotherNumberOfEvents_AreOneForEach(int before, int after)
    {
        var append = new JournalAppend();
        Fill(append, before);
        append.Clear();
        Fill(append, after);
        for (var i = 0; i < after; i++)
        {
            append.Receipts[i] = new JournalReceipt(new Decision(DecisionReason.Authenticated, true), Guid.NewGuid());
        }

        Assert.Equal(after, append.Receipts.Length);
        Assert.Equal(Enumerable.Range(0, after).Select(i => $"label {i}"), Enumerable.Range(0, after).Select(i => append[i].Label.ToString()));
    }

    private static void Fill(JournalAppend append, int events)
    {
        append.Snapshot = Policy;
        for (var i = 0; i < events; i++)
        {
            var entry = append.Add();
            entry.Action = EventName.Parse("page.visit");
            entry.Label = Text($"label {i}");
            entry.Token = new TokenIdentity(null, null, "c-17");
            entry.CertificateId = "c7";
            entry.ClientUuid = Text("5f0c1a2b-0000-4000-8000-00000000000a");
            Assert.NotNull(entry.ClientUuidText);
            entry.ClientEmail = Text("a@b.example");
            entry.ClientCustomId = Text("c-17");
            entry.Data.Begin("city\"Wien\""u8.ToArray());
            entry.Data.Add(new DatumPlace(0, 4, 4, 6));
            entry.Params = Text("{}");
            entry.Time = entry.ReceivedAt = DateTimeOffset.UnixEpoch;
            entry.OriginalTime = DateTimeOffset.UnixEpoch;
            entry.TimeAsSent = Text("now");
            entry.EventSalt = Text("salt");
        }
    }

    /// <summary>By reflection, so that a property that is added later is cleared as well.</summary>
    private static void AssertEmpty(JournalEntry entry)
    {
        var fresh = new JournalEntry();
        Assert.Equal(0, entry.Data.Count);
        Assert.All(
            typeof(JournalEntry).GetProperties().Where(property => property.Name != nameof(JournalEntry.Data)),
            property => Assert.Equal(property.GetValue(fresh), property.GetValue(entry)));
    }

    private static Utf8Text Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
