using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Api;

public sealed class CountsApiTests
{
    [Theory]
    [InlineData("", "hour", 60, 60)]
    [InlineData("?span=day", "day", 3_600, 24)]
    [InlineData("?span=week", "week", 21_600, 28)]
    [InlineData("?span=month", "month", 86_400, 30)]
    public async Task Get_EventsWereSent_GivesExactlyThem(string query, string span, int step, int periods)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        await SendAsync(program, "page.visit", HttpStatusCode.Accepted);
        await SendAsync(program, "page.visit", HttpStatusCode.Accepted);
        await SendAsync(program, "form.submit", HttpStatusCode.Unauthorized);

        var counts = await CountedAsync(api, query, decided: 3);

        Assert.Equal((span, step, periods), (counts.GetProperty("span").GetString(), counts.GetProperty("stepSeconds").GetInt32(), counts.GetProperty("periods").GetArrayLength()));
        Assert.Equal((2, 1), (counts.GetProperty("accepted").GetInt64(), counts.GetProperty("rejected").GetInt64()));
        Assert.Equal(3, counts.GetProperty("periods").EnumerateArray().Sum(period => period.GetProperty("accepted").GetInt64() + period.GetProperty("rejected").GetInt64()));
        Assert.Equal(["anonymous_list_empty 2", "jwt_required 1"], counts.GetProperty("codes").EnumerateArray().Select(code => $"{code.GetProperty("code")} {code.GetProperty("count")}"));
        Assert.Equal(
            """{"action":"form.submit","accepted":0,"rejected":1,"acceptedBefore":0,"rejectedBefore":0,"newlyRejected":true,"new":true}""",
            counts.GetProperty("actions")[1].GetRawText());
        Assert.Equal(JsonValueKind.Null, Assert.Single(counts.GetProperty("certificates").EnumerateArray()).GetProperty("certificateId").ValueKind);
        Assert.False(counts.TryGetProperty("otherActions", out _));
    }

    [Fact]
    public async Task Get_MalformedJsonWasSent_CountsItAsOneRejectionWithoutAName()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var site = new HttpClient();
        using var answer = await site.PostAsync(new Uri(program.Ingest, "/v4/events/batch"), new StringContent("[{},{},", Encoding.UTF8, "application/json"));
        Assert.Equal("malformed_json", await answer.CodeAsync());

        var counts = await CountedAsync(api, "", decided: 1);

        Assert.Equal(["malformed_json 1"], counts.GetProperty("codes").EnumerateArray().Select(code => $"{code.GetProperty("code")} {code.GetProperty("count")}"));
        Assert.Equal(JsonValueKind.Null, counts.GetProperty("actions")[0].GetProperty("action").ValueKind);
    }

    [Theory]
    [InlineData("?span=year")]
    [InlineData("?span=Hour")]
    [InlineData("?span=")]
    [InlineData("?span=hour&span=day")]
    public async Task Get_SpanThatIsNone_IsRefused(string query)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        using var answer = await api.GetAsync("decisions/counts" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.CodeAsync());
    }

    private static async Task SendAsync(RunningProgram program, string action, HttpStatusCode expected)
    {
        using var site = new HttpClient();
        using var answer = await site.PostAsJsonAsync(new Uri(program.Ingest, "/v4/events/custom"), new { action, client = new { uuid = "5f0c1a2b-0000-4000-8000-00000000000a" } });
        Assert.Equal(expected, answer.StatusCode);
    }

    // A rejection is counted soon after its answer.
    private static async Task<JsonElement> CountedAsync(HttpClient api, string query, long decided)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var counts = await api.ReadAsync("decisions/counts" + query);
            if (counts.GetProperty("accepted").GetInt64() + counts.GetProperty("rejected").GetInt64() == decided)
            {
                return counts;
            }

            await ticks.WaitForNextTickAsync();
        }
    }
}
