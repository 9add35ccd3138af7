using System.Net;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Hosting;

namespace EventAuth.EndToEnd.Tests.Postgres;

/// <summary>What limits and one-time links allow, they allow once over all nodes.</summary>
[Trait("Database", "PostgreSql")]
[SupportedOSPlatform("linux")]
public sealed partial class SharedLimitsTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    [Fact]
    public async Task Forms_SentToTwoNodesInTurn_CountTogether()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(Limited(SharedDatabase.SettingsFor(connection)));
        await using var other = await AdminProgram.StartAsync(Limited(SharedDatabase.SettingsBeside(one, connection)));
        using var browser = NewBrowser();

        var answers = new List<HttpStatusCode>();
        foreach (var node in (AdminProgram[])[one, other, one, other])
        {
            using var answer = await SignInAsync(browser, node, "a wrong password");
            answers.Add(answer.StatusCode);
        }

        using var refused = await SignInAsync(browser, one, AdminProgram.AdminPassword);
        Assert.Equal(
            [HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.TooManyRequests],
            answers);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Passwords_WrongOnOneNode_WaitOnTheOther()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection));
        await using var other = await AdminProgram.StartAsync(SharedDatabase.SettingsBeside(one, connection));
        using var browser = NewBrowser();

        // Each failure doubles the pause: soon it is longer than a slow machine takes for an attempt. Alone, a node allows five without one.
        var there = HttpStatusCode.OK;
        for (var turn = 0; turn < 4 && there != HttpStatusCode.TooManyRequests; turn++)
        {
            await FailUntilRefusedAsync(browser, one);
            using var answer = await SignInAsync(browser, other, "a wrong password");
            there = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, there);
    }

    [Fact]
    public async Task SetupLink_UsedOnTwoNodesAtOnce_MakesOneAdministrator()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection, bootstrap: false));
        await using var other = await AdminProgram.StartAsync(SharedDatabase.SettingsBeside(one, connection));
        var link = await FreshStartTests.LinkAsync(other);
        using var browser = NewBrowser();
        await browser.GetStringAsync(new Uri(one.Admin, link.PathAndQuery));

        var answers = await Task.WhenAll(new[] { one, other }.Select(async (node, place) =>
        {
            using var answer = await SubmitAsync(browser, new Uri(node.Admin, link.PathAndQuery), new Dictionary<string, string>
            {
                ["email"] = $"first-{place}@shop.example",
                ["password"] = AdminProgram.AdminPassword,
                ["repeated"] = AdminProgram.AdminPassword,
            });
            return answer.StatusCode;
        }));

        Assert.Equal([HttpStatusCode.Found, HttpStatusCode.NotFound], answers.Order());
    }

    private static async Task FailUntilRefusedAsync(HttpClient browser, AdminProgram node)
    {
        var status = HttpStatusCode.OK;
        for (var turn = 0; turn < 15 && status != HttpStatusCode.TooManyRequests; turn++)
        {
            using var answer = await SignInAsync(browser, node, "a wrong password");
            status = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    private static ProgramSettings Limited(ProgramSettings settings) => SharedDatabase.With(settings, ("RateLimits:SignInPerMinute", "3"));

    private static HttpClient NewBrowser() => new(new HttpClientHandler { AllowAutoRedirect = false });

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, AdminProgram node, string password) => SubmitAsync(
        browser,
        new Uri(node.Admin, "/sign-in"),
        new Dictionary<string, string> { ["email"] = AdminProgram.AdminEmail, ["password"] = password, ["returnUrl"] = "/account" });

    private static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, Uri form, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = ProofPattern().Match(await browser.GetStringAsync(form)).Groups["proof"].Value;
        foreach (var (name, value) in FieldsOf(form))
        {
            fields[name] = value;
        }

        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(form, content);
    }

    // A form of a link sends its code along.
    private static IEnumerable<(string Name, string Value)> FieldsOf(Uri form) =>
        form.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<proof>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex ProofPattern();
}
