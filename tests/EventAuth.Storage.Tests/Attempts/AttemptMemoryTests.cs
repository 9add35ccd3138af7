using EventAuth.Storage.Attempts;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Attempts;

/// <summary>What is known of attempts, in memory and for all processes over a server.</summary>
public sealed class AttemptMemoryTests
{
    private const int Minute = 60_000;

    private static readonly AttemptKey s_code = new(AttemptKind.Code, "account-1");
    private static readonly AttemptKey s_form = new(AttemptKind.Form, "account-1");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Facts_OfTwoKinds_AreKeptApartAndReplaced(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        var memory = storage.Get<IAttemptMemory>();
        await memory.ChangeAsync([s_code], (now, known) => known[0] = new AttemptFacts([1, 2], now + Minute), CancellationToken.None);
        await memory.ChangeAsync([s_form, s_code], (now, known) => known[1] = new AttemptFacts([.. known[1].Values, 3], now + Minute), CancellationToken.None);

        var facts = await memory.ChangeAsync([s_code, s_form], (_, known) => (Code: known[0], Form: known[1]), CancellationToken.None);

        Assert.Equal([1, 2, 3], facts.Code.Values);
        Assert.Empty(facts.Form.Values);
        Assert.Equal(onServer, memory.IsShared);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Facts_WhoseTimeIsOver_AreForgotten(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        var memory = storage.Get<IAttemptMemory>();
        await memory.ChangeAsync([s_code], (now, known) => known[0] = new AttemptFacts([1], now), CancellationToken.None);

        Assert.Empty(await memory.ChangeAsync([s_code], (_, known) => known[0].Values, CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Changes_ManyAtOneMomentByTwoProcesses_FollowEachOther(bool onServer)
    {
        const int each = 40;
        await using var storage = await StartAsync(onServer);
        await using var other = onServer ? await storage.StartAfterSuddenEndAsync() : null;
        IAttemptMemory[] memories = [storage.Get<IAttemptMemory>(), (other ?? storage).Get<IAttemptMemory>()];

        // In either order of the keys, which must not make them wait for each other.
        var numbers = await Task.WhenAll(Enumerable.Range(0, 2 * each).Select(turn => Task.Run(() => memories[turn % 2].ChangeAsync(
            turn % 4 < 2 ? [s_code, s_form] : [s_form, s_code],
            (now, known) =>
            {
                var code = turn % 4 < 2 ? 0 : 1;
                known[code] = new AttemptFacts([known[code].Values is [var last] ? last + 1 : 1], now + Minute);
                known[1 - code] = new AttemptFacts([0], now + Minute);
                return known[code].Values[0];
            },
            CancellationToken.None))));

        Assert.Equal(Enumerable.Range(1, 2 * each).Select(number => (long)number), numbers.Order());
    }

    [Fact]
    public async Task Rows_OnTheServer_TellNobodysNameAndGoWhenTheirTimeIsOver()
    {
        await using var storage = await StartAsync(onServer: true);
        var memory = storage.Get<IAttemptMemory>();
        await memory.ChangeAsync([s_code], (now, known) => known[0] = new AttemptFacts([1], now + 1), CancellationToken.None);
        Assert.DoesNotContain("account-1", Assert.IsType<string>(storage.Read("""SELECT encode("Key", 'escape') FROM "Attempts" """)[0]), StringComparison.Ordinal);

        storage.Clock.Advance(TimeSpan.FromMinutes(2));
        await memory.ChangeAsync([s_form], (now, known) => known[0] = new AttemptFacts([1], now + Minute), CancellationToken.None);

        Assert.Equal(1, storage.ReadNumber("""SELECT count(*) FROM "Attempts" """));
    }
}
