using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Counts;

/// <summary>The counts agree exactly with what was sent and answered, whatever happens to the program, even under attack.</summary>
public sealed class CountsTests : IAsyncLifetime
{
    private AdminProgram _program = null!;

    public async Task InitializeAsync()
    {
        _program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });
        await _program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await _program.Api.SetListsAsync(MixedRequest.Lists);
    }

    public Task DisposeAsync() => _program.DisposeAsync().AsTask();

    [Fact]
    public async Task Counts_OfAHundredThousandMixedEventsWithKills_AgreeExactly()
    {
        // Half of them, and killed right after the last answer: what was rejected within the last half second is in no database yet.
        var first = new MixedLoad(_program);
        await first.SendAsync(ofEach: 125);
        await _program.KillAsync();
        await _program.RestartAsync();
        Assert.Equal(first.OfAnswered.Counts, (await CountedAsync(first.OfAnswered)).Counts);

        // Killed in the middle: only what was not answered is uncertain.
        var second = new MixedLoad(_program);
        var sending = second.SendAsync(ofEach: 2_000);
        await Until.TrueAsync(() => Task.FromResult(second.Answered > 300), () => "Nothing is answered.");
        await _program.KillAsync();
        await sending;
        await _program.RestartAsync();
        var least = first.OfAnswered.With(second.OfAnswered);
        var most = least.With(second.OfUnanswered);
        var counted = await CountedAsync(least);
        Assert.All(most.Counts, pair => Assert.InRange(counted.Counts.GetValueOrDefault(pair.Key), least.Counts.GetValueOrDefault(pair.Key), pair.Value));

        // The rest, after which nothing is uncertain any more.
        var third = new MixedLoad(_program);
        await third.SendAsync(ofEach: 125);
        var all = counted.With(third.OfAnswered);
        Assert.True(all.Events >= 100_000, $"Only {all.Events} events.");
        Assert.Equal(all.Counts, (await CountedAsync(all)).Counts);
    }

    [Fact]
    public async Task Attack_OfBadTokens_GrowsTheDatabaseLittleAndGoodEventsAreServed()
    {
        var attack = MixedRequest.OneOfEach().Single(request => request is { Path: IngestClient.One, Token: not null, Tally: [("invalid_token", _, _)] });
        var before = _program.Database.Size();
        const int Sent = 25_000;
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= Sent)
            {
                (await _program.Ingest.PostTextAsync(attack.Body, attack.Path, attack.Token)).Expect(401);
            }
        }));

        (await _program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
        await Until.TrueAsync(
            async () => Tally.Read(await OverviewAsync()).Counts.GetValueOrDefault("code invalid_token") == Sent,
            () => "Not all are counted.");

        // Two minutes' quota of rows. At its end the program moves what is in the log into the database.
        Assert.Equal(0, await _program.StopAsync());
        Assert.InRange(_program.Database.Size() - before, 0, 8 * 1024 * 1024);
    }

    // What was rejected before a decision is added to the counts within a second.
    private async Task<Tally> CountedAsync(Tally atLeast)
    {
        var counted = new Tally();
        await Until.TrueAsync(
            async () => (counted = Tally.Read(await OverviewAsync())).Events >= atLeast.Events,
            () => $"{counted.Events} of {atLeast.Events} events are counted.");

        // One more check, for more than there should be.
        return Tally.Read(await OverviewAsync());
    }

    private async Task<System.Text.Json.JsonElement> OverviewAsync() => (await _program.Api.GetAsync("/api/v1/decisions/counts?span=day")).Expect(200).Json;
}
