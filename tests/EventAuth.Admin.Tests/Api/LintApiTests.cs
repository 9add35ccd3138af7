using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Api;

public class LintApiTests
{
    [Fact]
    public async Task Get_ListsOfTheProductItself_AreHintsWithTheirFix()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        var lint = await api.ReadAsync("policy/lint");

        Assert.Equal(1, lint.GetProperty("version").GetInt32());
        var codes = lint.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString());
        Assert.Equal(["on_both_update_lists", "no_certificate"], codes);
        var both = Finding(lint, "on_both_update_lists");
        Assert.Equal(
            """{"kind":"change_list","words":"Remove it here","changes":[{"list":"updateWithoutJwt","change":"remove","action":"form.submit"}]}""",
            both.GetProperty("wayOut").GetRawText());
        Assert.Equal(("info", false, "updateWithoutJwt"), (both.GetProperty("severity").GetString(), both.GetProperty("needsAttention").GetBoolean(), both.GetProperty("list").GetString()));
        Assert.StartsWith("form.submit is also on the list with JWT", both.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"kind":"define_certificate","words":"Define the certificate","changes":[]}""", Finding(lint, "no_certificate").GetProperty("wayOut").GetRawText());
        Assert.False(both.TryGetProperty("resembled", out _));
    }

    [Fact]
    public async Task Get_ListChangesAppliedInTurn_EndWithNothingToSay()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        (await api.PutAsync("certificate", JsonSerializer.Serialize(new { pem = SigningKey.Shared.PublicPem }))).EnsureSuccessStatusCode();
        await SetAsync(api, anonymous: ["cart.status", "form.submit"], withoutJwt: ["form.submit", "form.submitt", "newsletter.unsubscribe", "never.sent"], withJwt: ["form.submit"]);
        var codes = (await CodesAsync(api)).ToList();
        Assert.Equal(
            ["looks_personal", "nearly_the_same", "on_anonymous_and_jwt_list", "on_both_update_lists", "page_visit_missing"],
            codes.Distinct().Order(StringComparer.Ordinal));

        foreach (var code in codes)
        {
            await ApplyAsync(api, code);
        }

        Assert.Empty(await CodesAsync(api));
    }

    [Fact]
    public async Task Get_ManyEventsOfAKind_GivesTheFirstHundredAndHowManyMore()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        var names = Enumerable.Range(0, 250).Select(number => $"password.{number:000}").ToArray();
        await SetAsync(api, [], names, ["form.submit", .. names]);

        var finding = Finding(await api.ReadAsync("policy/lint"), "on_both_update_lists");

        Assert.Equal((100, 150), (finding.GetProperty("events").GetArrayLength(), finding.GetProperty("more").GetInt32()));
        Assert.Equal(("warning", true), (finding.GetProperty("severity").GetString(), finding.GetProperty("needsAttention").GetBoolean()));
        Assert.Equal(100, finding.GetProperty("wayOut").GetProperty("changes").GetArrayLength());
        Assert.StartsWith("250 events are also on the list with JWT", finding.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(13, false)]
    [InlineData(14, true)]
    public async Task Get_MonitorModeForFourteenDays_IsFound(int days, bool isFound)
    {
        var clock = new ManualClock();
        await using var program = await RunningProgram.StartAsync(null, clock, "--Bootstrap:ApiKey=" + RunningProgram.ApiKey);
        using var api = program.NewApiClient();
        await SetAsync(api, [], [], [], mode: "monitor");
        clock.Advance(TimeSpan.FromDays(days));

        var lint = await api.ReadAsync("policy/lint");
        Assert.Equal(isFound, (await CodesAsync(api)).Contains("monitored_for_long"));
        if (isFound)
        {
            var finding = Finding(lint, "monitored_for_long");
            Assert.Equal(("warning", false), (finding.GetProperty("severity").GetString(), finding.TryGetProperty("list", out _)));
            Assert.Equal("""{"kind":"enforce","words":"Enforce the lists","changes":[]}""", finding.GetProperty("wayOut").GetRawText());
        }
    }

    private static JsonElement Finding(JsonElement lint, string code) =>
        lint.GetProperty("items").EnumerateArray().First(item => item.GetProperty("code").GetString() == code);

    private static async Task<IEnumerable<string>> CodesAsync(HttpClient api) =>
        (await api.ReadAsync("policy/lint")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!);

    private static async Task ApplyAsync(HttpClient api, string code)
    {
        var lint = await api.ReadAsync("policy/lint");
        var lists = (await api.ReadAsync("policy")).GetProperty("lists").EnumerateObject()
            .ToDictionary(list => list.Name, list => list.Value.EnumerateArray().Select(name => name.GetString()!).ToHashSet());
        foreach (var change in lint.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("code").GetString() == code)
            .SelectMany(item => item.GetProperty("wayOut").GetProperty("changes").EnumerateArray()))
        {
            var (list, action) = (lists[change.GetProperty("list").GetString()!], change.GetProperty("action").GetString()!);
            Assert.True(change.GetProperty("change").GetString() == "add" ? list.Add(action) : list.Remove(action));
        }

        await SetAsync(api, [.. lists["anonymousWithoutJwt"]], [.. lists["updateWithoutJwt"]], [.. lists["updateWithJwt"]]);
    }

    private static async Task SetAsync(HttpClient api, string[] anonymous, string[] withoutJwt, string[] withJwt, string mode = "enforce")
    {
        var body = JsonSerializer.Serialize(new { mode, lists = new { anonymousWithoutJwt = anonymous, updateWithoutJwt = withoutJwt, updateWithJwt = withJwt } });
        using var answer = await api.PutAsync("policy", body, "*");
        answer.EnsureSuccessStatusCode();
    }
}
