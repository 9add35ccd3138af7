using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Keys;
using EventAuth.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>The journey of the product's manual, from the openssl commands to a customer's activity list.</summary>
public sealed class ManualJourneyTests : BrowserTest
{
    [Fact]
    public async Task Manual_KeysListsEvents_EndOnTheActivityList()
    {
        using var first = await OpenSsl.MakePairAsync();
        using var second = await OpenSsl.MakePairAsync();
        using var firstKey = SigningKey.Import(first.Text("private.pem"));
        using var secondKey = SigningKey.Import(second.Text("private.pem"));
        var visitor = await ComeAsync();
        var tab = await visitor.OpenSettingsAsync();

        await DefineByPasteAsync(tab, first.Text("public.pem").ReplaceLineEndings(""));
        await Expect(tab.Certificate).ToContainTextAsync(firstKey.Sha256[..8]);
        await OverwriteByUploadAsync(tab, second.Bytes("public.pem"));
        await Expect(tab.Certificate).ToContainTextAsync(secondKey.Sha256[..8]);

        await AddAsync(tab, EventSettingsTab.Anonymous, "page.visit");
        await AddAsync(tab, EventSettingsTab.WithoutJwt, "client.register");
        await AddAsync(tab, EventSettingsTab.WithJwt, "client.deleteAccount");

        var (customer, anonymous, refused) = (NewUuid(), NewUuid(), NewUuid());
        var token = secondKey.Token(new { uuid = customer, email = "ada@shop.example" });
        await PostAsync("client.deleteAccount", customer, token, 202, "listed_with_jwt");
        await PostAsync("client.register", customer, null, 202, "listed_update_without_jwt");
        await PostAsync("product.view", customer, null, 202, "known_customer");
        await PostAsync("client.deleteAccount", customer, null, 401, "jwt_required");
        await PostAsync("cart.status", customer, firstKey.Token(new { uuid = customer }), 401, "invalid_token");
        await PostAsync("page.visit", anonymous, null, 202, "listed_anonymous");
        await PostAsync("product.view", refused, null, 403, "not_allowed_for_anonymous");

        await AssertActivitiesAsync(visitor, customer, "product.view", "client.register", "client.deleteAccount");
        await AssertActivitiesAsync(visitor, anonymous, "page.visit");
        await visitor.Page.GotoAsync("/profiles/" + refused);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await Expect(ActivityList(visitor).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task CertificateAndList_ByMouse_TakeFewClicks()
    {
        var visitor = await ComeAsync();
        await visitor.Context.AddInitScriptAsync("window.clicks = 0; addEventListener('click', click => { if (click.detail > 0) window.clicks++; }, true)");
        var tab = await visitor.OpenSettingsAsync();

        var dialog = await tab.DefineCertificateAsync();
        await Expect(dialog.Code).ToBeFocusedAsync();
        await dialog.Code.PasteAsync(SigningKey.Shared.PublicPem);
        await dialog.Apply.ClickAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();
        Assert.InRange(await ClicksAsync(visitor), 1, 3);

        var before = await ClicksAsync(visitor);
        var card = tab.List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await Expect(card.Search).ToBeFocusedAsync();
        foreach (var action in (string[])["client.login", "client.register", "transaction.charge"])
        {
            await card.Search.FillAsync(action);
            await card.Options.Filter(new() { HasText = action }).First.ClickAsync();
            await Expect(card.Search).ToBeFocusedAsync();
        }

        await card.Add.ClickAsync();
        await card.ApplyAsync();
        await Expect(card.Root).ToContainTextAsync("transaction.charge");
        Assert.InRange(await ClicksAsync(visitor) - before, 1, 7);
    }

    private static Task<int> ClicksAsync(Visitor visitor) => visitor.Page.EvaluateAsync<int>("window.clicks");

    private static string NewUuid() => Guid.NewGuid().ToString();

    private static async Task DefineByPasteAsync(EventSettingsTab tab, string pem)
    {
        Assert.DoesNotContain('\n', pem);
        var dialog = await tab.DefineCertificateAsync();
        await dialog.Code.PasteAsync(pem);
        await dialog.Apply.ClickAsync();
        await Expect(tab.Toast.First).ToBeVisibleAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();
    }

    private static async Task OverwriteByUploadAsync(EventSettingsTab tab, byte[] pem)
    {
        var dialog = await tab.DefineCertificateAsync();
        await dialog.UploadAsync("public.pem", pem);
        await dialog.Apply.ClickAsync();
        await dialog.Overwrite.GetByRole(AriaRole.Button, new() { Name = "Overwrite", Exact = true }).ClickAsync();
        await Expect(dialog.Overwrite).ToBeHiddenAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();
    }

    private static async Task AddAsync(EventSettingsTab tab, string title, string action)
    {
        var card = tab.List(title);
        await card.OpenAsync();
        await card.PickAsync(action);
        await card.ApplyAsync();
        await Expect(tab.Toast.First).ToBeVisibleAsync();
        await Expect(card.Root).ToContainTextAsync(action);
    }

    private static ILocator ActivityList(Visitor visitor) =>
        visitor.Page.GetByRole(AriaRole.List, new() { Name = "Activity list", Exact = true });

    // Newest first; each item begins with the action.
    private static async Task AssertActivitiesAsync(Visitor visitor, string uuid, params string[] actions)
    {
        await visitor.Page.GotoAsync("/profiles/" + uuid);
        var items = ActivityList(visitor).GetByRole(AriaRole.Listitem);
        await Expect(items).ToHaveCountAsync(actions.Length);
        for (var i = 0; i < actions.Length; i++)
        {
            Assert.StartsWith(actions[i], (await items.Nth(i).InnerTextAsync()).TrimStart(), StringComparison.Ordinal);
        }
    }

    private async Task PostAsync(string action, string uuid, string? token, int status, string code)
    {
        var answer = (await Program.Ingest.PostAsync(new { action, client = new { uuid } }, token)).Expect(status);
        Assert.Equal(code, status == 202 ? answer.Json.GetProperty("reason").GetString() : answer.Code);
    }
}
