using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventAuth.Admin.Access;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Api;

/// <summary>What a draft would have decided otherwise of the events that came.</summary>
public sealed class PreviewApiTests : OwnProgram
{
    private const string Anna = "5f0c1a2b-0000-4000-8000-00000000000a";
    private const string Bob = "5f0c1a2b-0000-4000-8000-00000000000b";
    private const string OnlyForms = """{"lists":{"anonymousWithoutJwt":["form.submit"]}}""";

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    private readonly ManualClock _clock = new(Start);

    private protected override Task<RunningProgram> StartAsync() =>
        RunningProgram.StartAsync(null, _clock, $"--Bootstrap:ApiKey={RunningProgram.ApiKey}");

    [Fact]
    public async Task Preview_WithoutTimes_CoversTheLast24Hours()
    {
        await SendAsync("page.visit", Anna);
        _clock.Advance(TimeSpan.FromHours(24));
        await SendAsync("page.visit", Bob);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var preview = await PreviewAsync("{}");

        Assert.Equal((Time(1), Time(86_401)), (preview.GetProperty("since").GetString(), preview.GetProperty("until").GetString()));
        Assert.Equal((1, 1), (preview.GetProperty("basedOn").GetInt32(), preview.GetProperty("decisions").GetInt32()));
    }

    [Fact]
    public async Task Preview_DraftThatRejects_SaysWhatAndHowManyWithSamples()
    {
        await SendAsync("page.visit", Anna);
        await SendAsync("form.submit", Anna, HttpStatusCode.Unauthorized);
        await SendAsync("page.visit", Bob);
        await SendAsync("shop.order", Bob);
        using var batch = await SendBatchAsync("page.visit", Anna, 3);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var preview = await PreviewAsync(OnlyForms);

        Assert.Equal((7, 6), (preview.GetProperty("decisions").GetInt32(), preview.GetProperty("changed").GetInt32()));
        Assert.Equal(0, preview.GetProperty("notReplayed").GetInt32());
        const string Otherwise = """
            "customer":"anonymous","from":{"outcome":"accepted","code":"anonymous_list_empty","mayChangeData":false},"to":{"outcome":"rejected","code":"not_allowed_for_anonymous","mayChangeData":false}
            """;
        Assert.Equal(
            $$"""
            [{"action":"page.visit",{{Otherwise}},"count":5,"samples":[{{await IdsAsync("page.visit")}}]},{"action":"shop.order",{{Otherwise}},"count":1,"samples":[{{await IdsAsync("shop.order")}}]}]
            """,
            preview.GetProperty("changes").GetRawText());
        Assert.Equal(1, (await Api.ReadAsync("policy")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Preview_SinceAndUntil_CoversTheDecisionsBetween()
    {
        for (var second = 0; second < 5; second++)
        {
            await SendAsync("page.visit", Anna);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var preview = await PreviewAsync(
            $$"""{"lists":{"anonymousWithoutJwt":["form.submit"]},"since":"{{Start.AddSeconds(1).ToOffset(TimeSpan.FromHours(2)):yyyy-MM-ddTHH:mm:sszzz}}","until":"{{Time(3)}}"}""");
        var later = await PreviewAsync($$"""{"since":"{{Time(3)}}","until":"{{Time(86_400)}}"}""");
        var before = await PreviewAsync($$"""{"since":null,"until":"{{Time(1)}}"}""");

        Assert.Equal((2, 2), (preview.GetProperty("decisions").GetInt32(), preview.GetProperty("changed").GetInt32()));
        Assert.Equal(Time(1), preview.GetProperty("since").GetString());
        Assert.Equal(Time(3), preview.GetProperty("until").GetString());
        Assert.Equal(2, later.GetProperty("decisions").GetInt32());
        Assert.Equal((1, Start.AddSeconds(1).AddDays(-1)), (before.GetProperty("decisions").GetInt32(), before.GetProperty("since").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Preview_MembersLeftOut_AreAsInTheVersionInForce()
    {
        await PutAsync(
            """{"lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]},"mode":"monitor","otherEvents":"reject"}""", 1);
        await SendAsync("page.visit", Anna);
        await SendAsync("shop.order", Anna);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var same = await PreviewAsync("{}");
        var enforced = await PreviewAsync("""{"mode":"enforce"}""");
        var accepted = await PreviewAsync("""{"mode":"enforce","otherEvents":"accept"}""");

        Assert.Equal((2, 2, 0), (same.GetProperty("basedOn").GetInt32(), same.GetProperty("decisions").GetInt32(), same.GetProperty("changed").GetInt32()));
        Assert.Equal(["shop.order: anonymous_list_empty -> not_listed"], ChangesOf(enforced));
        Assert.Equal(["shop.order: anonymous_list_empty -> not_allowed_for_anonymous"], ChangesOf(accepted));
    }

    [Fact]
    public async Task Preview_CustomerWhoWouldNotHaveBecomeKnown_StaysAnonymous()
    {
        await PutAsync(
            """{"lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":["client.login"],"updateWithJwt":[]}}""", 1);
        await SendAsync("client.login", Anna, email: "anna@shop.example");
        await SendAsync("shop.order", Anna);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var preview = await PreviewAsync("""{"lists":{"updateWithoutJwt":[],"updateWithJwt":["client.login"]}}""");

        Assert.Equal(
            ["client.login: listed_update_without_jwt -> jwt_required", "shop.order: known_customer -> not_allowed_for_anonymous"],
            ChangesOf(preview));
        Assert.Equal("known", preview.GetProperty("changes")[1].GetProperty("customer").GetString());
    }

    [Fact]
    public async Task Preview_CustomerDeletedSince_TheirDecisionsAreOnlyCounted()
    {
        await SendAsync("page.visit", Anna);
        await SendAsync("form.submit", Anna, HttpStatusCode.Unauthorized);
        await SendAsync("page.visit", Bob);
        _clock.Advance(TimeSpan.FromSeconds(1));
        using var deleted = await Api.DeleteAsync($"profiles/{Anna}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        var preview = await PreviewAsync(OnlyForms);

        Assert.Equal(
            (3, 1, 2),
            (preview.GetProperty("decisions").GetInt32(), preview.GetProperty("changed").GetInt32(), preview.GetProperty("notReplayed").GetInt32()));
    }

    [Theory]
    [InlineData("""{"since":"yesterday","until":7,"mode":"x","otherEvents":1,"lists":{"updateWithJwt":["x"],"others":[]}}""", "lists.others unknown_list", "lists.updateWithJwt[0] invalid_action", "mode invalid_value", "otherEvents invalid_value", "since invalid_value", "until invalid_value")]
    [InlineData("""{"lists":[],"since":"2026-11-02T00:00:00Z","until":"2026-11-01T00:00:00Z"}""", "lists invalid_type", "since out_of_range")]
    [InlineData("""{"since":"2026-11-01T00:00:00Z","until":"2026-11-01T00:00:00Z"}""", "since out_of_range")]
    [InlineData("""{"since":"2999-01-01T00:00:00Z"}""", "since out_of_range")]
    [InlineData("""{"since":"2026-11-01T00:00:00"}""", "since invalid_value")]
    [InlineData("""{"since":"0001-01-01T00:00:00Z"}""", "since invalid_value")]
    [InlineData("""{"until":"0001-01-01T00:00:00Z"}""", "until invalid_value")]
    [InlineData("""{"since":{},"until":[]}""", "since invalid_value", "until invalid_value")]
    public async Task Preview_WhatIsWrong_IsAllSaidAtOnce(string draft, params string[] errors)
    {
        using var answer = await Api.PostJsonAsync("policy/preview", draft);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("invalid_policy", await answer.CodeAsync());
        Assert.Equal(errors, (await answer.ErrorsAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"mode":"enforce","mode":"monitor"}""")]
    public async Task Preview_NotAnObject_IsMalformed(string draft)
    {
        using var answer = await Api.PostJsonAsync("policy/preview", draft);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("malformed_json", await answer.CodeAsync());
    }

    [Fact]
    public async Task Preview_WithoutAKey_IsUnauthorized()
    {
        using var stranger = new HttpClient { BaseAddress = Api.BaseAddress };
        using var posted = await stranger.PostJsonAsync("policy/preview", "{}");
        using var read = await stranger.GetAsync("policy/previews/1");
        using var cancelled = await stranger.DeleteAsync("policy/previews/1");

        Assert.All([posted, read, cancelled], answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
    }

    [Fact]
    public async Task Preview_WithTheKeyOfAViewer_IsMade()
    {
        using var viewer = Program.NewApiClient(await Program.AddKeyAsync(Roles.Viewer));
        await SendAsync("page.visit", Anna);
        _clock.Advance(TimeSpan.FromSeconds(1));

        using var answer = await viewer.PostJsonAsync("policy/preview", OnlyForms);

        Assert.Equal(1, (await answer.JsonAsync()).GetProperty("changed").GetInt32());
    }

    private static string Time(int second) => Start.AddSeconds(second).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static IEnumerable<string> ChangesOf(JsonElement preview) => preview.GetProperty("changes").EnumerateArray().Select(change =>
        $"{change.GetProperty("action").GetString()}: {change.GetProperty("from").GetProperty("code").GetString()} -> {change.GetProperty("to").GetProperty("code").GetString()}");

    private async Task<JsonElement> PreviewAsync(string draft)
    {
        using var answer = await Api.PostJsonAsync("policy/preview", draft);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    // The newest first.
    private async Task<string> IdsAsync(string action) => string.Join(
        ',', (await Api.ReadAllAsync($"decisions?action={action}")).Select(decision => $"\"{decision.GetProperty("id").GetInt64()}\""));

    private async Task SendAsync(
        string action, string uuid, HttpStatusCode expected = HttpStatusCode.Accepted, string? email = null)
    {
        using var site = new HttpClient { BaseAddress = Program.Ingest };
        var client = new Dictionary<string, string> { ["uuid"] = uuid };
        if (email is not null)
        {
            client["email"] = email;
        }

        using var answer = await site.PostAsJsonAsync("v4/events/custom", new { action, client });
        Assert.Equal(expected, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> SendBatchAsync(string action, string uuid, int count)
    {
        using var site = new HttpClient { BaseAddress = Program.Ingest };
        var answer = await site.PostAsJsonAsync("v4/events/batch", Enumerable.Repeat(new { action, client = new { uuid } }, count));
        answer.EnsureSuccessStatusCode();
        return answer;
    }
}
