using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EventAuth.Core.Inspection;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Logs;

/// <summary>"No personal data and no secret is in the log", at the most verbose level that the settings allow.</summary>
public sealed class LogSecrecyTests : BrowserTest
{
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete];

    protected override ProgramSettings Settings => new()
    {
        OwnProcess = true,
        Further = new[] { "Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.Hosting.Lifetime", "Microsoft.EntityFrameworkCore", "EventAuth.Admin.Accounts.ApiKeyAuthenticationHandler" }
            .ToDictionary(category => "Logging:LogLevel:" + category, _ => "Trace"),
    };

    [Fact]
    public async Task Events_AcceptedAndRefused_LeaveNoMarkInTheLog()
    {
        await DefineCertificateAsync();
        var client = new { uuid = Marks.Uuid, email = Marks.Email, customId = Marks.CustomId, firstName = Marks.Attribute, attributes = new { street = Marks.Attribute } };
        var whole = new { action = "form.submit", label = Marks.Attribute, client, @params = new { note = Marks.Attribute }, eventSalt = Marks.Cookie };
        (await Program.Ingest.PostAsync(whole, Marks.Token)).Expect(202);
        (await Program.Ingest.PostAsync(whole)).Expect(401);
        (await Program.Ingest.PostAsync(whole, Marks.Token[..^20] + "AAAAAAAAAAAAAAAAAAAA")).Expect(401);
        (await Program.Ingest.PostAsync(whole, Marks.Password)).Expect(401);
        (await Program.Ingest.PostAsync(new { action = "form.submit", client = new { uuid = Guid.NewGuid(), email = "somebody.else@shop.example", note = Marks.Attribute } }, Marks.Token)).Expect(403);
        (await Program.Ingest.PostAsync(new { action = Marks.Attribute, client = new { uuid = Marks.Email, email = Marks.CustomId, zq7xw = new[] { Marks.Attribute } }, time = Marks.Attribute })).Expect(400);
        (await Program.Ingest.PostTextAsync($$"""{ "action": "{{Marks.Attribute}}", "client": { """)).Expect(400);
        (await Program.Ingest.PostBatchAsync([whole, whole, new { action = Marks.Attribute }], Marks.Token)).Expect(207);
        await Program.Ingest.SendAsync(HttpMethod.Post, $"/v4/events/{Marks.Email}?token={Marks.Token}", new StringContent(Marks.Attribute), ("Cookie", Marks.Cookie), ("Origin", "https://" + Marks.CustomId));
        await SendRawAsync(Program.IngestListener, $"POST /v4/events/custom HTTP/1.1\r\nHost: x\r\nAuthorization Bearer {Marks.Token}\r\n\r\n");
        await SendRawAsync(Program.IngestListener, $"{Marks.Password} {Marks.Email}\r\n\r\n");

        await AssertNoMarkAsync();
    }

    [Fact]
    public async Task AdminCalls_EachPathAndMethodWithMarks_LeaveNoMarkInTheLog()
    {
        await DefineCertificateAsync();
        (await Program.Ingest.PostAsync(new { action = "form.submit", client = new { uuid = Marks.Uuid, note = Marks.Attribute } }, Marks.Token)).Expect(202);
        var paths = (await Program.Api.GetAsync("/openapi/v1.json")).Expect(200).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        string[] further =
        [
            "/", "/setup", "/invitation", "/recovery", "/sign-in", "/sign-in/code", "/sign-out", "/account/password", "/account/two-factor", "/account/two-factor/off",
            "/profiles/" + Marks.Email, "/profiles/{uuid}/export", "/access", "/audit-trail/export/csv", "/data-management/events",
        ];
        var body = JsonSerializer.Serialize(new
        {
            pem = SigningKey.Shared.PrivatePem,
            comment = Marks.Attribute,
            lists = new { anonymousWithoutJwt = (string[])[Marks.Attribute], updateWithoutJwt = (string[])[], updateWithJwt = (string[])[] },
            actions = (string[])[Marks.Attribute],
            action = "form.submit",
            jwt = Marks.Token,
        });

        // The code of a link, and a search text. Each with a valid key, with an invalid one, and without one.
        var query = $"?code={Marks.Cookie}&search={Uri.EscapeDataString(Marks.Email)}&cursor={Marks.Cookie}&action={Marks.CustomId}&who={Marks.Email}&ReturnUrl=/profiles/{Marks.Email}";
        foreach (var method in Methods)
        {
            foreach (var path in paths.Concat(further).Select(path => path.Replace("{uuid}", Marks.Uuid, StringComparison.Ordinal).Replace("{version}", Marks.CustomId, StringComparison.Ordinal)))
            {
                foreach (var api in (AdminApi[])[Program.Api, Program.Api.WithKey(Marks.ApiKey), Program.Api.WithKey(null)])
                {
                    await SendAsync(api, method, path + query, Json(body));
                    await SendAsync(api, method, path, Json(body[..^9]));
                    await SendAsync(api, method, path, Form());
                }
            }
        }

        foreach (var token in (string[])[Marks.Token, Marks.Token + "=", "Bearer " + Marks.Token, Marks.Password, SigningKey.Shared.PrivatePem])
        {
            var inspection = JsonSerializer.Serialize(new { token, @event = new { uuid = Marks.Uuid, email = Marks.Email, customId = Marks.CustomId } });
            (await Program.Api.SendAsync(HttpMethod.Post, "/api/v1/tokens/inspect", Json(inspection))).Expect(200);
            (await Program.Api.SendAsync(HttpMethod.Post, "/api/v1/tokens/inspect", Json(inspection[..^2]))).Expect(400);
        }

        (await Program.Api.PutCertificateAsync(SigningKey.Shared.PrivatePem, overwrite: true)).Expect(422);
        await SendRawAsync(Program.Admin, $"GET /api/v1/policy HTTP/1.1\r\nHost: x\r\nAuthorization Bearer {Marks.ApiKey}\r\n\r\n");
        await SendRawAsync(Program.Admin, $"GET /?{Marks.Password} {Marks.Email}\r\n\r\n");

        await AssertNoMarkAsync();
    }

    [Fact]
    public async Task Pages_EachFormFilledInWithMarks_LeaveNoMarkInTheLog()
    {
        await DefineCertificateAsync();
        (await Program.Ingest.PostAsync(new { action = "form.submit", client = new { uuid = Marks.Uuid, note = Marks.Attribute } }, Marks.Token)).Expect(202);
        (await Program.Ingest.PostAsync(new { action = "found.one", client = new { uuid = Marks.Uuid } })).Expect(202);
        var admin = await ComeAsync();
        var page = admin.Page;
        admin.ExpectRefusal(422);

        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(Marks.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Marks.Password);
        await Button(page, "Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();

        var tab = await admin.OpenSettingsAsync();
        var card = tab.List(EventSettingsTab.WithoutJwt);
        await card.OpenAsync();
        await card.Search.FillAsync(Marks.Word);
        await card.Cancel.ClickAsync();
        var dialog = await tab.DefineCertificateAsync();
        await dialog.Code.FillAsync(SigningKey.Shared.PrivatePem);
        await Expect(dialog.Alert.First).ToBeVisibleAsync();
        await dialog.Cancel.ClickAsync();

        await page.GotoAsync("/data-management/events");
        await page.GetByRole(AriaRole.Searchbox).FillAsync(Marks.Attribute);
        await Expect(page.GetByText("No event fits")).ToBeVisibleAsync();

        var explain = new ExplainPage(page);
        await page.GotoAsync(ExplainPage.Address);
        await explain.Event.FillAsync("form.submit");
        await explain.ChooseTokenAsync("A token that I paste");
        await explain.PastedToken.FillAsync(Marks.Token);
        await explain.Explain.ClickAsync();
        await Expect(page.GetByText("This decided")).ToBeVisibleAsync();

        var live = new LivePage(page);
        await page.GotoAsync(LivePage.Address);
        foreach (var customer in new[] { Marks.Email, Marks.CustomId, Marks.Uuid })
        {
            await live.OpenFiltersAsync();
            await live.Customer.FillAsync(customer);
            await live.Filter.ClickAsync();
            await Expect(page.GetByText("customer " + customer)).ToBeVisibleAsync();
        }

        await page.GotoAsync(TokenInspectorPage.Address);
        var inspector = new TokenInspectorPage(page);
        await inspector.InspectAsync(Marks.Token, new EventIdentifiers(Marks.Uuid, Marks.Email, Marks.CustomId));
        await Expect(inspector.Findings("Passed").First).ToBeVisibleAsync();
        await inspector.InspectAsync(Marks.Token[..^20] + "\n" + Marks.Token[^20..], new EventIdentifiers(Marks.Cookie, Marks.Attribute, Marks.Password));
        await Expect(inspector.Alert).ToBeVisibleAsync();

        await page.GotoAsync("/access");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(Marks.Email);
        await Button(page, "Invite").ClickAsync();
        var link = await page.Locator("code", new() { HasTextString = "/invitation?code=" }).InnerTextAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Marks.CustomId);
        await Button(page, "Create key").ClickAsync();
        var key = await page.Locator("code", new() { HasTextString = "eventauth_" }).InnerTextAsync();
        (await Program.Api.WithKey(key).GetAsync("/api/v1/policy")).Expect(200);

        var guest = await ComeAsync();
        await guest.Page.GotoAsync(link);
        await guest.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Marks.Password);
        await Button(guest.Page, "Create account").ClickAsync();
        await guest.Page.IsAtAsync(EventSettingsTab.Address);
        var factor = await TurnTwoFactorOnAsync(guest.Page);

        await page.GotoAsync("/audit-trail");
        await page.GetByLabel("Who", new() { Exact = true }).FillAsync(Marks.Email);
        await Button(page, "Search").ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Audit entries", Exact = true })).ToContainTextAsync(Marks.Email);
        await page.GotoAsync("/profiles");
        await page.GetByLabel("Search profiles", new() { Exact = true }).FillAsync(Marks.Email);
        await Button(page, "Search").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Marks.Email, Exact = true }).ClickAsync();
        await Button(page, "Sign this customer out").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Signed out.")).ToBeVisibleAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export JSON", Exact = true }).ClickAsync());
        Assert.Contains(Marks.Attribute, await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        await Button(page, "Delete customer").ClickAsync();
        await page.GetByLabel("to confirm").FillAsync(Marks.Email);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete customer", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Customer deleted")).ToBeVisibleAsync();
        Assert.Null(await Program.Api.FindProfileAsync(Marks.Uuid));

        var cookies = (await admin.Context.CookiesAsync()).Concat(await guest.Context.CookiesAsync()).Select(cookie => cookie.Value).Where(value => value.Length >= 16);
        await AssertNoMarkAsync([link[(link.IndexOf("code=", StringComparison.Ordinal) + 5)..], key, .. cookies, .. factor]);
    }

    // The key of the app, in groups and without, and the recovery codes.
    private static async Task<IReadOnlyList<string>> TurnTwoFactorOnAsync(IPage page)
    {
        await page.GotoAsync("/account/two-factor");
        var groups = await page.Locator("code").InnerTextAsync();
        var key = groups.Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(new AuthenticatorApp(key).Code());
        await page.GetByLabel("Current password", new() { Exact = true }).FillAsync(Marks.Password);
        await Button(page, "Turn on").ClickAsync();
        var codes = page.GetByRole(AriaRole.List, new() { Name = "Recovery codes", Exact = true }).GetByRole(AriaRole.Listitem);
        await Expect(codes).ToHaveCountAsync(10);
        return [groups, key, .. await codes.AllInnerTextsAsync()];
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static FormUrlEncodedContent Form() => new(new Dictionary<string, string>
    {
        ["code"] = Marks.Cookie,
        ["email"] = Marks.Email,
        ["password"] = Marks.Password,
        ["returnUrl"] = "/profiles/" + Marks.Email,
    });

    private static Task<Answer> SendAsync(AdminApi api, HttpMethod method, string address, HttpContent content) => api.SendAsync(
        method, address, method == HttpMethod.Get ? null : content, ("Cookie", "eventauth=" + Marks.Cookie), ("Referer", "https://shop.example/" + Marks.Email), ("User-Agent", Marks.Attribute), ("If-Match", "\"1\""));

    private static async Task SendRawAsync(Uri listener, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(listener.Host, listener.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var answer = new StreamReader(stream);
        Assert.Matches("^HTTP/1.1 (400|505) ", await answer.ReadLineAsync());
    }

    private async Task AssertNoMarkAsync(params string[] furtherSecrets)
    {
        // A unique line: when it is there, so is everything logged before it.
        (await Program.Ingest.PostBatchAsync(Enumerable.Repeat(new { action = "last.event" }, 777), "no-token")).Expect(401);
        await Program.Output.LineAsync(line => line.Contains("Rejected 777 event", StringComparison.Ordinal));
        var log = Program.Output.Text;

        // The levels are as low as requested; only the excluded categories would have lines below "debug".
        Assert.Contains("dbug: Microsoft.EntityFrameworkCore", log, StringComparison.Ordinal);

        var found = Marks.FindIn(log, furtherSecrets);
        Assert.True(found.Count == 0, $"{found.Count} lines with marks, among them:\n" + string.Join('\n', found.Take(40)));
    }
}
