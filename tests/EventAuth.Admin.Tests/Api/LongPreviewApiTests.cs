using System.Net;
using System.Text.Json;
using EventAuth.Admin.Access;
using EventAuth.Admin.Previews;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Admin.Tests.Previews;
using EventAuth.Core.Policies;
using EventAuth.Core.Previews;
using EventAuth.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Api;

/// <summary>Previews that take longer than a call waits: made at an address, where they are read and cancelled.</summary>
public sealed class LongPreviewApiTests : OwnProgram
{
    private const string Address = "/api/v1/policy/previews/";

    private readonly ManualClock _clock = new();
    private readonly ReplayDouble _replay = new();

    private protected override Task<RunningProgram> StartAsync() => RunningProgram.StartWithAsync(
        _clock, services => services.AddSingleton<IDecisionReplay>(_replay), $"--Bootstrap:ApiKey={RunningProgram.ApiKey}");

    [Fact]
    public async Task Preview_TakesLong_HasAnAddressWithItsProgressAndThenItsResult()
    {
        var call = await StartPreviewAsync("""{"mode":"monitor"}""");
        var asked = await _replay.NextAsync();
        asked.Progress.Report(0.25);

        Assert.Equal("""{"status":"running","progress":0.25}""", (await Api.ReadAsync(call)).GetRawText());
        asked.Answer.SetResult(ReplayDouble.Empty with { Decisions = 9_870, NotReplayed = 3 });
        var done = await Api.UntilEndedAsync(call);

        Assert.Equal(("done", 1), (done.GetProperty("status").GetString(), done.GetProperty("progress").GetDouble()));
        var result = done.GetProperty("result");
        Assert.Equal((1, 9_870), (result.GetProperty("basedOn").GetInt32(), result.GetProperty("decisions").GetInt32()));
        Assert.Equal((0, 3), (result.GetProperty("changed").GetInt32(), result.GetProperty("notReplayed").GetInt32()));
        Assert.Equal(TimeSpan.FromDays(1), result.GetProperty("until").GetDateTimeOffset() - result.GetProperty("since").GetDateTimeOffset());
        Assert.Equal((PolicyMode.Monitor, TimeSpan.FromDays(1)), (asked.Draft.Mode, asked.Until - asked.Since));
    }

    [Fact]
    public async Task Preview_OfTooLongASpan_SaysSo()
    {
        var call = await StartPreviewAsync();
        var asked = await _replay.NextAsync();
        asked.Answer.SetException(new SpanTooLongException());

        using var answer = await Api.GetAsync(call);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("\"span_too_long\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_WhileItRuns_CancelsIt()
    {
        var call = await StartPreviewAsync();
        var asked = await _replay.NextAsync();
        asked.Progress.Report(0.5);

        using var deleted = await Api.DeleteAsync(call);
        var cancelled = await Api.UntilEndedAsync(call);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("""{"status":"cancelled","progress":0.5}""", cancelled.GetRawText());
        Assert.True(asked.Cancellation.IsCancellationRequested);
        using var again = await Api.DeleteAsync(call);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task Delete_WhenItIsDone_LeavesItsResult()
    {
        var call = await StartPreviewAsync();
        (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
        await Api.UntilEndedAsync(call);

        using var deleted = await Api.DeleteAsync(call);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("done", (await Api.ReadAsync(call)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Read_ByAViewer_IsAllowedAndSoIsDelete()
    {
        using var viewer = Program.NewApiClient(await Program.AddKeyAsync(Roles.Viewer));
        var call = await StartPreviewAsync(api: viewer);

        Assert.Equal("running", (await viewer.ReadAsync(call)).GetProperty("status").GetString());
        using var deleted = await viewer.DeleteAsync(call);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("00000000000000000000000000000000")]
    public async Task Read_UnknownId_IsNotFound(string id)
    {
        using var read = await Api.GetAsync(Address + id);
        using var deleted = await Api.DeleteAsync(Address + id);

        foreach (var answer in (HttpResponseMessage[])[read, deleted])
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("not_found", await answer.CodeAsync());
        }
    }

    [Fact]
    public async Task Read_TenMinutesAfterItsEnd_IsNotFound()
    {
        var call = await StartPreviewAsync();
        _clock.Advance(TimeSpan.FromMinutes(20));
        (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
        Assert.Equal("done", (await Api.UntilEndedAsync(call)).GetProperty("status").GetString());

        _clock.Advance(TimeSpan.FromMinutes(10));

        using var answer = await Api.GetAsync(call);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Preview_TooManyWait_IsRefusedAndMayBeSentAgain()
    {
        var runs = Program.Services.GetRequiredService<PreviewRuns>();
        var question = new PreviewQuestion(EventPolicy.Empty, Compared: null, BasedOn: 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        var started = Enumerable.Range(0, PreviewRuns.Most).Select(_ => runs.TryStart(question)!).ToList();

        using var refused = await Api.PostJsonAsync("policy/preview", "{}");
        using var cancelled = await Api.DeleteAsync(Address + started[^1].Id);
        await Api.UntilEndedAsync(Address + started[^1].Id);
        using var taken = await Api.PostJsonAsync("policy/preview", "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("too_many_previews", await refused.CodeAsync());
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
    }

    [Fact]
    public async Task Preview_StorageFails_IsSaidAtOnce()
    {
        _replay.Failure = new SqliteException("disk I/O error", 10);

        using var answer = await Api.PostJsonAsync("policy/preview", "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("storage_unavailable", await answer.CodeAsync());
    }

    [Fact]
    public async Task Read_StorageFailed_IsSaidEachTime()
    {
        var call = await StartPreviewAsync();
        (await _replay.NextAsync()).Answer.SetException(new SqliteException("disk I/O error", 10));
        await ApiCalls.UntilAsync(async () =>
        {
            using var answer = await Api.GetAsync(call);
            return answer.StatusCode != HttpStatusCode.OK;
        });

        for (var i = 0; i < 2; i++)
        {
            using var answer = await Api.GetAsync(call);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("storage_unavailable", await answer.CodeAsync());
        }
    }

    [Fact]
    public async Task Preview_CallerIsGone_IsCancelled()
    {
        using var gone = new CancellationTokenSource();
        using var content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        var call = Api.PostAsync("policy/preview", content, gone.Token);
        var asked = await _replay.NextAsync();

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await ApiCalls.UntilAsync(() => Task.FromResult(asked.Cancellation.IsCancellationRequested));
    }

    // The call waits some seconds before it answers with the address.
    private async Task<string> StartPreviewAsync(string draft = "{}", HttpClient? api = null)
    {
        using var answer = await (api ?? Api).PostJsonAsync("policy/preview", draft);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var address = answer.Headers.Location!.OriginalString;
        Assert.Matches("^" + Address + "[0-9a-f]{32}$", address);
        return address;
    }
}
