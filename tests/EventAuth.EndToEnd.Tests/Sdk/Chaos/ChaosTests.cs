using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Sdk.Shops;
using Xunit.Abstractions;

namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>
/// The SDK in the demo shop, where everything goes wrong at once: nothing that the policy allows is lost or stored twice, and each other event is
/// reported. Over SQLite alone: it takes a minute and a half, and what a killed program has stored is tested over both databases by KillTests.
/// </summary>
[Trait("Database", "Sqlite")]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Events = 10_000;
    private const int SeatsEach = 2;
    private const int TokenLifetimeSeconds = 5;

    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(55);
    private static readonly TimeSpan s_cut = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(3);
    private static readonly string[] s_customers = ["Ada Novak", "Ben Okafor", "Chloe Martin"];

    private readonly ChaosLedger _ledger = new();

    [Fact]
    public async Task Events_KilledServerCutNetworkExpiringTokensClosedTabs_AreStoredOnceOrReported()
    {
        await using var program = await AdminProgram.StartPreparedAsync(
            new ProgramSettings { OwnProcess = true, Further = new Dictionary<string, string> { ["Tokens:ClockSkewSeconds"] = "0" } });
        await program.Api.SetListsAsync(new PolicyLists
        {
            AnonymousWithoutJwt = ["page.visit", "product.view", "form.submit"], UpdateWithoutJwt = ["client.login"], UpdateWithJwt = ["form.submit"],
        });
        await using var line = new CuttableLine(program.IngestListener);
        await using var shop = await ShopProgram.StartAsync(new ShopSetup
        {
            Endpoint = line.Address.GetLeftPart(UriPartial.Authority), Admin = program.Admin,
            ApiKey = AdminProgram.ApiKey, TokenLifetimeSeconds = TokenLifetimeSeconds,
        });
        var visitors = new List<ChaosVisitor>();
        foreach (var name in s_customers)
        {
            visitors.Add(await ChaosVisitor.ComeAsync(shop, _ledger, EventKind.OfCustomers));
            await visitors[^1].SignInAsync(name);
        }

        visitors.Add(await ChaosVisitor.ComeAsync(shop, _ledger, EventKind.OfVisitors));

        var share = Events / visitors.Count / SeatsEach;
        var seats = visitors.SelectMany(visitor => Enumerable.Repeat(visitor, SeatsEach))
            .Select((visitor, index) => new ChaosSeat(visitor, share, s_duration, new Random(index))).ToList();
        var tracking = Task.WhenAll(seats.Select(seat => seat.RunAsync()));
        var troubles = await TroubleAsync(program, line);
        await tracking;

        // Somebody comes back to the shop later, and what waits in the browser is sent. The visitor signs in, and the forms follow.
        foreach (var visitor in visitors)
        {
            await visitor.ReadNotesAsync(await visitor.OpenAsync("/"));
        }

        troubles += $", {seats.Sum(seat => seat.Closed)} tabs closed and {seats.Sum(seat => seat.Ended)} ended at once";
        await SettleAsync(program, troubles, kind => kind.Action != "form.submit");
        await visitors[^1].SignInAsync("Dora Ek");
        await visitors[^1].OpenAsync("/");
        troubles += $", {_ledger.Tokens} tokens made, {_ledger.Unanswered} requests without an answer";
        var summary = await SettleAsync(program, troubles, _ => true);

        output.WriteLine(summary.ToString());
        Assert.True(summary.IsClean, summary.ToString());
        Assert.Equal(Events, summary.Tracked);
        foreach (var visitor in visitors)
        {
            await visitor.DisposeAsync();
        }
    }

    private static async Task<string> TroubleAsync(AdminProgram program, CuttableLine line)
    {
        Func<Task>[] all = [Kill, () => Cut(line.Cut), Kill, () => Cut(line.FallSilent), Kill];
        foreach (var trouble in all)
        {
            await Task.Delay(s_calm, TimeProvider.System);
            await trouble();
        }

        return $"tokens of {TokenLifetimeSeconds} s, 3 kills, 2 cuts of {s_cut.TotalSeconds:0} s";

        async Task Kill()
        {
            await program.KillAsync();
            await program.RestartAsync();
        }

        async Task Cut(Action cut)
        {
            cut();
            await Task.Delay(s_cut, TimeProvider.System);
            line.Restore();
        }
    }

    // Until each event of these kinds is stored or reported, or nothing has changed for a long time: the longest pause between two tries.
    private async Task<ChaosSummary> SettleAsync(AdminProgram program, string troubles, Func<EventKind, bool> waitedFor)
    {
        var patience = TimeSpan.FromSeconds(60);
        var changed = TimeProvider.System.GetTimestamp();
        var before = -1;
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (true)
        {
            var stored = StoredNumbers.Read(program.Database);
            var known = stored.ToHashSet();
            var open = _ledger.Tracked.Count(each =>
                waitedFor(each.Kind) && !known.Contains(each.Number) && _ledger.Rejections(each.Number).Count == 0);
            if (open != before)
            {
                (before, changed) = (open, TimeProvider.System.GetTimestamp());
            }

            if (open == 0 || TimeProvider.System.GetElapsedTime(changed) > patience)
            {
                return ChaosSummary.Of(_ledger, stored, troubles);
            }

            await ticks.WaitForNextTickAsync();
        }
    }
}
