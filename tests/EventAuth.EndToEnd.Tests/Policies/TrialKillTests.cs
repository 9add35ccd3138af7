using EventAuth.EndToEnd.Tests.Harness;
using Xunit.Abstractions;

namespace EventAuth.EndToEnd.Tests.Policies;

/// <summary>A change on trial survives the end of the program at any moment: it is there exactly if its version is, and ends rightly.</summary>
public sealed class TrialKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Rounds = 20;

    private readonly Random _random = new();

    // The latest moment of a kill. It follows the speed of the machine: later after a kill before anything was stored, earlier after an answer.
    private TimeSpan _latestKill = TimeSpan.FromMilliseconds(300);
    private AdminProgram _program = null!;

    public async Task InitializeAsync() => _program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });

    public Task DisposeAsync() => _program.DisposeAsync().AsTask();

    [Fact]
    public async Task Put_KilledInTheMiddle_LeavesVersionAndTrialOrNeitherAndEndsRightly()
    {
        var (applied, answered) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            // What the first call of a process takes longer for is over: the kill comes in the middle of the change itself.
            var former = await PolicyAsync();
            (await _program.Api.PutPolicyAsync(new { lists = PolicyLists.Read(former.Json) }, former.Header("ETag"))).Expect(200);
            var isAnswered = await KillDuringAsync(() => ApplyAsync(round, former.Header("ETag")!));

            var version = VersionOf(former);
            var pending = await _program.Api.GetAsync("/api/v1/policy/pending");
            var present = VersionOf(await PolicyAsync());
            Assert.True(present == version || present == version + 1, $"Version {present} after {version}.");
            Assert.True(present == version + 1 || !isAnswered, "What was answered is gone.");
            answered += isAnswered ? 1 : 0;
            _latestKill *= isAnswered ? 0.7 : present == version ? 1.5 : 1;
            if (present == version)
            {
                Assert.Equal(404, pending.Status);
                continue;
            }

            applied++;
            Assert.Equal(
                (present, version, "confirm"),
                (VersionOf(pending.Expect(200)), pending.Json.GetProperty("revertsTo").GetInt32(), pending.Json.GetProperty("kind").GetString()));
            await AssertDecidedByAsync(present);
            await EndAsync(former, keeps: round % 2 == 0);
        }

        // Some of them are killed before anything is stored; not all.
        output.WriteLine($"{applied} applied, {answered} of them answered, of {Rounds}.");
        Assert.InRange(applied, 1, Rounds);
        Assert.Equal(applied, await EndsAsync());
    }

    // Ends it, half of the time with a kill in the middle as well.
    private async Task EndAsync(Answer former, bool keeps)
    {
        var trial = await PolicyAsync();
        if (_random.Next(2) == 0)
        {
            await KillDuringAsync(() => EndOnceAsync(keeps));
        }

        var last = await EndOnceAsync(keeps);
        Assert.True(last.Status is 200 or 404, last.Text);
        (await _program.Api.GetAsync("/api/v1/policy/pending")).ExpectProblem(404, "not_found");

        var present = await PolicyAsync();
        Assert.Equal(VersionOf(trial) + (keeps ? 0 : 1), VersionOf(present));
        Assert.Equal(PolicyLists.Read((keeps ? trial : former).Json).AnonymousWithoutJwt, PolicyLists.Read(present.Json).AnonymousWithoutJwt);
        if (!keeps)
        {
            Assert.StartsWith("Reverted: ", present.Json.GetProperty("comment").GetString(), StringComparison.Ordinal);
        }

        await AssertDecidedByAsync(VersionOf(present));
    }

    private async Task<Answer> ApplyAsync(int round, string ifMatch) => (await _program.Api.PutPolicyAsync(
        new { lists = new PolicyLists { AnonymousWithoutJwt = ["page.visit", $"round.{round}"] }, confirm = new { minutes = 10 } }, ifMatch)).Expect(200);

    private Task<Answer> EndOnceAsync(bool keeps) =>
        _program.Api.SendAsync(HttpMethod.Post, "/api/v1/policy/pending/" + (keeps ? "keep" : "revert"), null, ("If-Match", "*"));

    // Whether there was an answer. Afterwards the program runs again.
    private async Task<bool> KillDuringAsync(Func<Task<Answer>> call)
    {
        var answer = call();
        await Task.Delay(_random.NextDouble() * _latestKill, TimeProvider.System);
        await _program.KillAsync();
        var isAnswered = true;
        try
        {
            await answer;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            isAnswered = false;
        }

        await _program.RestartAsync();
        return isAnswered;
    }

    private async Task AssertDecidedByAsync(int version)
    {
        var accepted = await _program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } });
        Assert.Equal(version, accepted.Expect(202).Json.GetProperty("policyVersion").GetInt32());
    }

    private async Task<Answer> PolicyAsync() => (await _program.Api.GetAsync("/api/v1/policy")).Expect(200);

    private async Task<int> EndsAsync()
    {
        var entries = 0;
        foreach (var action in (string[])["policy.kept", "policy.reverted"])
        {
            entries += (await _program.Api.GetAsync("/api/v1/audit?limit=1000&action=" + action)).Expect(200).Json.GetProperty("items").GetArrayLength();
        }

        return entries;
    }

    private static int VersionOf(Answer policy) => policy.Json.GetProperty("version").GetInt32();
}
