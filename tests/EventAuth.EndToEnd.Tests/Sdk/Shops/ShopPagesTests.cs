using System.Security.Cryptography;
using System.Text;
using EventAuth.EndToEnd.Tests.Accessibility;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Sdk.Shops;

/// <summary>The pages of the demo shop, with the SDK: what they send, and what axe finds. No browser may report a problem.</summary>
public sealed class ShopPagesTests : BrowserTest
{
    private static readonly string[] s_paths = ["/", "/product?id=clay-pot", "/product?id=nothing", "/cart", "/contact", "/sign-in"];

    private readonly List<string> _findings = [];

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task EachPage_AxeAndWidthInBothColours_FindNothing(int width)
    {
        await using var shop = await ShopProgram.StartAsync(Program);
        var visitor = await ComeAsync(new VisitorOptions(width, Still: true), through: shop.Address);
        foreach (var path in s_paths)
        {
            await OpenAsync(visitor.Page, path);
            await LookAsync(visitor.Page, path);
            if (path.Contains("clay-pot", StringComparison.Ordinal))
            {
                await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add to cart: Clay pot", Exact = true }).ClickAsync();
                await Expect(ShopPages.Sent(visitor.Page, "product.addToCart")).ToContainTextAsync("accepted");
                await LookAsync(visitor.Page, path + ", sent");
            }
        }

        await ShopPages.SignInAsync(visitor.Page, "Chloe Martin");
        await LookAsync(visitor.Page, "signed in");

        Assert.True(_findings.Count == 0, string.Join('\n', _findings));
    }

    [Fact]
    public async Task Customer_FromFirstVisitToSignOut_SendsWhatTheyDid()
    {
        await using var shop = await ShopProgram.StartAsync(Program);
        var visitor = await ComeAsync(through: shop.Address);
        var page = visitor.Page;
        await OpenAsync(page, "/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cup", Exact = true }).ClickAsync();
        await Expect(ShopPages.Sent(page, "product.view")).ToContainTextAsync("accepted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart: Cup", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cart 1", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Cup", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Your cart is empty.")).ToBeVisibleAsync();
        await Expect(ShopPages.Sent(page, "product.removeFromCart")).ToContainTextAsync("accepted");

        await OpenAsync(page, "/sign-in");
        await ShopPages.SignInAsync(page, "Ben Okafor");
        await Expect(ShopPages.Sent(page, "client.login")).ToContainTextAsync("accepted");
        var uuid = await page.EvaluateAsync<string>("() => SR.client.getUuid()");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Expect(ShopPages.Sent(page, "client.logout")).ToContainTextAsync("accepted");
        await Expect(page.GetByLabel("E-mail", new() { Exact = true })).ToBeFocusedAsync();
        Assert.NotEqual(uuid, await page.EvaluateAsync<string>("() => SR.client.getUuid()"));

        var profile = await Program.Api.ProfileAsync(uuid);
        Assert.Equal("ben@leaf-and-pot.example", profile.GetProperty("email").GetString());
        var actions = (await Program.Api.ActivitiesAsync(uuid)).Select(activity => activity.GetProperty("action").GetString()).ToHashSet();
        Assert.Superset(
            new HashSet<string?> { "page.visit", "product.view", "product.addToCart", "cart.status", "product.removeFromCart", "client.login", "client.logout" },
            actions);
    }

    [Fact]
    public async Task SignOut_WhileEventAuthDoesNotAnswer_DoesNotWaitForIt()
    {
        await using var shop = await ShopProgram.StartAsync(Program);
        var page = (await ComeAsync(through: shop.Address)).Page;
        await OpenAsync(page, "/sign-in");
        await ShopPages.SignInAsync(page, "Ada Novak");
        await Expect(ShopPages.Sent(page, "client.login")).ToContainTextAsync("accepted");
        await page.RouteAsync("**/v4/events/batch", _ => Task.CompletedTask);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        // Without an answer the SDK itself waits for 30 s.
        await Expect(page.GetByLabel("E-mail", new() { Exact = true })).ToBeFocusedAsync(new() { Timeout = 15_000 });
        await Expect(ShopPages.Sent(page, "client.logout")).ToContainTextAsync("waits for the verdict");
    }

    [Fact]
    public async Task Form_SentBeforeTheSignIn_WaitsForTheToken()
    {
        await using var shop = await ShopProgram.StartAsync(Program);
        var visitor = await ComeAsync(through: shop.Address);
        var page = visitor.Page;
        // Sent alone, the form's event is answered 401, and Chromium writes that to the console.
        visitor.ExpectRefusal(401);
        await OpenAsync(page, "/contact");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Dora Ek");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("dora@leaf-and-pot.example");
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Is the glass pot fine for green tea?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Thank you. The shop has your message.")).ToBeVisibleAsync();
        await Expect(ShopPages.Sent(page, "form.submit")).ToContainTextAsync("waits for the verdict");

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await ShopPages.SignInAsync(page, "Dora Ek");
        await Expect(ShopPages.Sent(page, "form.submit")).ToContainTextAsync("accepted");

        var uuid = await page.EvaluateAsync<string>("() => SR.client.getUuid()");
        var form = Assert.Single(await Program.Api.ActivitiesAsync(uuid), activity => activity.GetProperty("action").GetString() == "form.submit");
        Assert.Equal("listed_with_jwt", form.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Event_ThatThePolicyDoesNotAllow_IsShownWithItsCode()
    {
        await using var shop = await ShopProgram.StartAsync(Program);
        await Program.Api.SetListsAsync(new PolicyLists { AnonymousWithoutJwt = ["page.visit"] });
        var visitor = await ComeAsync(through: shop.Address);
        visitor.ExpectRefusal(403);

        await OpenAsync(visitor.Page, "/product?id=assam");

        await Expect(ShopPages.Sent(visitor.Page, "page.visit")).ToContainTextAsync("accepted");
        await Expect(ShopPages.Sent(visitor.Page, "product.view")).ToContainTextAsync("rejected: not_allowed_for_anonymous");
    }

    [Fact]
    public async Task Script_WithItsHashInTheTag_IsLoaded()
    {
        var script = (await Program.Ingest.SendAsync(HttpMethod.Get, "/sdk/eventauth.js", null)).Expect(200).Text;
        await using var shop = await ShopProgram.StartAsync(new ShopSetup
        {
            Endpoint = Program.IngestListener.GetLeftPart(UriPartial.Authority),
            Admin = Program.Admin,
            ScriptIntegrity = "sha384-" + Convert.ToBase64String(SHA384.HashData(Encoding.UTF8.GetBytes(script))),
        });
        var page = (await ComeAsync(through: shop.Address)).Page;

        await OpenAsync(page, "/");

        Assert.Equal("anonymous", await page.EvaluateAsync<string>("() => document.querySelector('script[integrity]').crossOrigin"));
        await Expect(ShopPages.Sent(page, "page.visit")).ToContainTextAsync("accepted");
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await ShopPages.ReadyAsync(page);
    }

    private async Task LookAsync(IPage page, string name)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            _findings.AddRange((await Axe.FindAsync(page)).Select(found => $"{name}, {scheme}: {found}"));
        }
    }
}
