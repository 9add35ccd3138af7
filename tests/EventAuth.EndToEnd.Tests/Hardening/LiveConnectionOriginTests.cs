using EventAuth.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Hardening;

public sealed class LiveConnectionOriginTests : BrowserTest
{
    [Fact]
    public async Task LiveConnection_OpenedByAPageOfTheIngestPort_IsRefused()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var page = await visitor.Context.NewPageAsync();

        await page.GotoAsync("/data-management/events");
        var own = await ConnectAsync(page, visitor);
        await page.GotoAsync(new Uri(Program.IngestListener, "/healthz").ToString());
        var foreign = await ConnectAsync(page, visitor);

        Assert.Equal(("open", "refused"), (own, foreign));
    }

    private static Task<string> ConnectAsync(IPage page, Visitor visitor) => page.EvaluateAsync<string>(
        """
        address => new Promise(told => {
          const socket = new WebSocket(address);
          socket.onopen = () => { socket.close(); told('open'); };
          socket.onerror = () => told('refused');
        })
        """,
        new UriBuilder(visitor.Address("/_blazor")) { Scheme = "ws" }.Uri.ToString());
}
