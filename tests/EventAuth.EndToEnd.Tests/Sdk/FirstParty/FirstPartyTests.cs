using System.Net.Sockets;
using System.Text;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Proxies;
using EventAuth.EndToEnd.Tests.Sdk.Shops;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Sdk.FirstParty;

/// <summary>The demo shop behind nginx with the site of docs/first-party.md, and browsers that block everything of other domains.</summary>
public sealed class FirstPartyTests : BrowserTest
{
    protected override ProgramSettings Settings => new()
    {
        Further = new Dictionary<string, string> { ["Listeners:TrustedProxies"] = "127.0.0.1", ["RateLimits:IngestPerSecond"] = "20" },
    };

    [Fact]
    public async Task Events_UnderTheShopsOwnDomain_ArriveThoughOthersAreBlocked()
    {
        await using var shop = await StartAsync("/e");
        await using var nginx = await Nginx.StartAsync(ProxySite.ReadFirstParty(shop.Address, Program));
        var visitor = await ComeAsync(through: nginx.Address);
        var blocked = await BlockOthersAsync(visitor, nginx.Address);

        await visitor.Page.GotoAsync("/sign-in");
        await ShopPages.ReadyAsync(visitor.Page);
        await ShopPages.SignInAsync(visitor.Page, "Ada Novak");
        await Expect(ShopPages.Sent(visitor.Page, "client.login")).ToContainTextAsync("accepted");
        await visitor.Page.GotoAsync("/product?id=cup");
        await Expect(ShopPages.Sent(visitor.Page, "product.view")).ToContainTextAsync("accepted");
        var uuid = await visitor.Page.EvaluateAsync<string>("() => SR.client.getUuid()");

        Assert.Empty(blocked);
        Assert.Contains(await Program.Api.ActivitiesAsync(uuid), activity => activity.GetProperty("action").GetString() == "product.view");
        Assert.Equal("c-1001", (await Program.Api.ProfileAsync(uuid)).GetProperty("customId").GetString());
    }

    [Fact]
    public async Task Shop_WhoseEventsGoToAnotherDomain_WorksWithoutThemWhereOthersAreBlocked()
    {
        await using var shop = await StartAsync(Program.IngestListener.GetLeftPart(UriPartial.Authority));
        var visitor = await ComeAsync(through: shop.Address);
        visitor.ExpectServerToGoAway();
        var blocked = await BlockOthersAsync(visitor, shop.Address);

        await visitor.Page.GotoAsync("/");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add to cart: Sencha", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Cart 1", Exact = true })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("The SDK was not loaded")).ToBeVisibleAsync();

        Assert.NotEmpty(blocked);
    }

    [Fact]
    public async Task Endpoint_NotGiven_IsWhereTheFolderOfTheScriptIs()
    {
        await using var shop = await StartAsync("/e");
        await using var nginx = await Nginx.StartAsync(ProxySite.ReadFirstParty(shop.Address, Program));
        var visitor = await ComeAsync(through: nginx.Address);
        await visitor.Page.RouteAsync("**/bare", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = "<!DOCTYPE html><title>Bare</title><link rel=icon href=data:,><script src=/e/sdk/eventauth.js></script>",
        }));

        await visitor.Page.GotoAsync("/bare");
        var accepted = await visitor.Page.EvaluateAsync<string>(
            """
            () => new Promise(resolve => {
              SR.init({ onAccepted: ({ event }) => resolve(event.action) });
              SR.event.pageVisit();
            })
            """);

        Assert.Equal("page.visit", accepted);
    }

    [Fact]
    public async Task Limit_OfOneVisitor_IsNotThatOfAnother()
    {
        await using var shop = await StartAsync("/e");
        await using var nginx = await Nginx.StartAsync(ProxySite.ReadFirstParty(shop.Address, Program));
        using var one = Client("127.0.0.2");
        using var other = Client("127.0.0.3");

        await Until.TrueAsync(async () => await SendAsync(one, nginx.Address) == 429, () => "The limit was never reached.");

        Assert.Equal(202, await SendAsync(other, nginx.Address));
    }

    private Task<ShopProgram> StartAsync(string endpoint) =>
        ShopProgram.StartAsync(new ShopSetup { Endpoint = endpoint, Admin = Program.Admin, ApiKey = AdminProgram.ApiKey });

    private static async Task<IReadOnlyCollection<string>> BlockOthersAsync(Visitor visitor, Uri own)
    {
        var blocked = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await visitor.Context.RouteAsync("**/*", async route =>
        {
            if (new Uri(route.Request.Url).Authority == own.Authority)
            {
                await route.ContinueAsync();
                return;
            }

            blocked.Enqueue(route.Request.Url);
            await route.AbortAsync("blockedbyclient");
        });
        return blocked;
    }

    // From one of the many addresses of loopback, as nginx sees them.
    private static HttpClient Client(string address) => new(new SocketsHttpHandler
    {
#pragma warning disable CA5359 // nginx has a certificate that the test made.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        ConnectCallback = async (context, stop) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private static async Task<int> SendAsync(HttpClient client, Uri nginx)
    {
        using var content = new StringContent(
            $$"""{ "action": "page.visit", "client": { "uuid": "{{Guid.NewGuid()}}" } }""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(nginx, "/e/v4/events/custom"), content);
        return (int)answer.StatusCode;
    }
}
