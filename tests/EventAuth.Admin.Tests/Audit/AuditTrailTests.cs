using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventAuth.Admin.Audit;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Api;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Audit;

public sealed class AuditTrailTests
{
    [Fact]
    public async Task Start_WithBootstrapSettings_IsRecordedAndSoIsTheKeysFirstUseOnce()
    {
        using var folder = new TemporaryFolder();
        string[] settings = [$"--Bootstrap:ApiKey={RunningProgram.ApiKey}", $"--Bootstrap:AdminEmail={RunningProgram.AdminEmail}", $"--Bootstrap:AdminPassword={RunningProgram.AdminPassword}"];
        await using (var first = await RunningProgram.StartAsync(folder, null, settings))
        {
            await first.AuditAsync();
        }

        await using var again = await RunningProgram.StartAsync(folder, null);
        var entries = await again.AuditAsync();

        Assert.Equal(["audit.started", "api-key.made", "bootstrap.administrator.made", "api-key.first-used"], entries.Select(entry => entry.Text("action")));
        Assert.Equal(["installation", "installation", "installation", "API key bootstrap"], entries.Select(entry => entry.Text("who")));
        Assert.Equal("127.0.0.1", entries[3].Text("from"));
        Assert.Equal(JsonValueKind.Null, entries[0].GetProperty("from").ValueKind);
    }

    [Fact]
    public async Task SignIn_EachOutcome_IsRecordedWithoutWhatWasTyped()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var browser = program.NewBrowser();
        await browser.SignInAsync("secret-in-the-wrong-field", "marked-password-1");
        for (var i = 0; i < 5; i++)
        {
            await browser.SignInAsync("nobody@shop.example", "marked-password-2");
        }

        using var delayed = await browser.SignInAsync("nobody@shop.example", "marked-password-2");
        using var signedIn = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.Found), (delayed.StatusCode, signedIn.StatusCode));
        var entries = await program.AuditAsync("&search=sign-in");
        Assert.Equal([.. Enumerable.Repeat("sign-in.failed", 6), "sign-in.delayed", "sign-in.succeeded"], entries.Select(entry => entry.Text("action")));
        Assert.Equal(RunningProgram.AdminEmail, entries[^1].Text("who"));
        Assert.All(entries[..^1], entry => Assert.Matches("^account [0-9a-f]{12}$", entry.Text("who")));
        Assert.NotEqual(entries[0].Text("who"), entries[1].Text("who"));
        Assert.Single(entries[1..7].Select(entry => entry.Text("who")).Distinct());
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", entry.Text("from")));
        Assert.All(["secret-in-the-wrong-field", "nobody@shop.example", "marked-password"], typed => Assert.DoesNotContain(typed, string.Concat(entries), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task SignIn_MoreFailuresThanAMinuteTakes_AreCountedInTheNextEntry()
    {
        var clock = new ManualClock();
        await using var program = await RunningProgram.StartAsync(null, clock, $"--Bootstrap:ApiKey={RunningProgram.ApiKey}");
        var audit = (SignInAudit)program.Services.GetService(typeof(SignInAudit))!;
        for (var i = 0; i < SignInAudit.MaxAMinute + 7; i++)
        {
            await audit.FailAsync("nobody@shop.example");
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        await audit.FailAsync("nobody@shop.example");

        var entries = await program.AuditAsync("&action=sign-in.failed");
        Assert.Equal(SignInAudit.MaxAMinute + 1, entries.Count);
        Assert.Equal(7, entries[^1].GetProperty("after").GetProperty("attemptsNotRecordedBefore").GetInt32());
    }

    [Fact]
    public async Task FirstAdministrator_ByTheLink_IsRecorded()
    {
        await using var program = await RunningProgram.StartAsync($"--Bootstrap:ApiKey={RunningProgram.ApiKey}");
        using var browser = program.NewBrowser();
        await browser.SubmitAsync(program.SetupLink, ("email", "anna@shop.example"), ("password", "correct horse battery"));

        var entries = await program.AuditAsync("&who=anna");

        Assert.Equal(["setup.link.used", "sign-in.succeeded"], entries.Select(entry => entry.Text("action")));
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", entry.Text("from")));
    }

    [Fact]
    public async Task Policy_ReplacedByAKey_IsRecordedWithTheKeyAndTheAddress()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var change = new HttpRequestMessage(HttpMethod.Put, "policy")
        {
            Content = JsonContent.Create(new { lists = new { anonymousWithoutJwt = (string[])["page.visit"], updateWithoutJwt = Array.Empty<string>(), updateWithJwt = (string[])["form.submit"] }, comment = "less" }),
            Headers = { { "If-Match", "*" } },
        };
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync(change)).StatusCode);

        var entry = Assert.Single(await program.AuditAsync("&action=policy.lists.changed"));

        Assert.Equal(("API key bootstrap", "127.0.0.1"), (entry.Text("who"), entry.Text("from")));
        Assert.Equal("page.visit", entry.GetProperty("after").GetProperty("anonymousWithoutJwt")[0].GetString());
        Assert.Equal("less", entry.GetProperty("after").GetProperty("comment").GetString());
        Assert.Equal(2, entry.GetProperty("before").GetProperty("updateWithoutJwt").GetArrayLength());
    }

    [Fact]
    public async Task Certificate_DefinedByAKey_IsRecordedWithItsFingerprint()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var defined = await api.PutAsync("certificate", JsonSerializer.Serialize(new { pem = SigningKey.Shared.PublicPem }));
        Assert.Equal(HttpStatusCode.OK, defined.StatusCode);

        var entry = Assert.Single(await program.AuditAsync("&action=policy.certificate.defined"));

        Assert.Equal(("API key bootstrap", "127.0.0.1"), (entry.Text("who"), entry.Text("from")));
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("before").GetProperty("certificate").ValueKind);
        Assert.Equal(SigningKey.Shared.Sha256, entry.GetProperty("after").GetProperty("certificate").Text("sha256"));
    }

    [Fact]
    public async Task SignOut_BySomebodySignedIn_IsRecorded()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var browser = program.NewBrowser();
        await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);
        await browser.SubmitAsync(new Uri("/data-management/events", UriKind.Relative), "/sign-out");

        var entry = Assert.Single(await program.AuditAsync("&action=sign-out.succeeded"));

        Assert.Equal((RunningProgram.AdminEmail, "127.0.0.1"), (entry.Text("who"), entry.Text("from")));
    }

    [Fact]
    public async Task List_InSmallPages_GivesEachEntryOnceAndRefusesWrongQueries()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        var numbers = (await api.ReadAllAsync("audit?limit=1")).Select(entry => entry.GetProperty("number").GetInt64()).ToList();

        Assert.Equal([4, 3, 2, 1], numbers);
        Assert.Equal(["action invalid_value", "since invalid_value"], await (await api.GetAsync("audit?action=nothing&since=yesterday")).ErrorsAsync());
        Assert.Equal(["limit invalid_value", "cursor invalid_value"], await (await api.GetAsync("audit?limit=0&cursor=x")).ErrorsAsync());
        Assert.Empty(await program.AuditAsync("&until=2001-01-01T00:00:00Z"));
    }

    [Fact]
    public async Task Export_BySomebodySignedIn_HasEveryEntryTheHeadAndItself()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var browser = program.NewBrowser();
        await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);

        using var csv = await browser.GetAsync("/audit-trail/export/csv");
        using var json = await browser.GetAsync("/audit-trail/export/json?action=audit.exported");

        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("number,time,who,from,action", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(lines[^2].Split(',')[^1], lines[^1], StringComparison.Ordinal);
        Assert.Contains("audit.exported,csv", lines[^2], StringComparison.Ordinal);
        Assert.Equal(lines.Length - 2, int.Parse(lines[^1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture));
        var exported = JsonElement.Parse(await json.Content.ReadAsStringAsync());
        Assert.Equal(2, exported.GetProperty("entries").GetArrayLength());
        Assert.Equal(exported.GetProperty("head").GetProperty("hash").GetString(), exported.GetProperty("entries")[1].GetProperty("hash").GetString());
        Assert.Contains(exported.GetProperty("head").GetProperty("hash").GetString()!, json.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/audit-trail/export/csv")]
    [InlineData("/audit-trail/export/json")]
    [InlineData("/audit-trail")]
    public async Task Trail_NotSignedIn_LeadsToSignIn(string address)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var browser = program.NewBrowser();

        using var answer = await browser.GetAsync(address);

        Assert.StartsWith("/sign-in", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }
}
