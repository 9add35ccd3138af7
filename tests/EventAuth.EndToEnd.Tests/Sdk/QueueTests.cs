using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Sdk;

/// <summary>Events outlive pages, and none is stored twice.</summary>
public sealed class QueueTests(SharedProgram shared) : SdkTest(shared), IClassFixture<SharedProgram>
{
    private const string Endpoint = "**/v4/events/*";

    [Fact]
    public async Task Network_LostAndPageReloaded_EventsAreSentByTheNextPage()
    {
        var visitor = await VisitAsync();
        visitor.ExpectServerToGoAway();
        var page = visitor.Page;
        await page.RouteAsync(Endpoint, route => route.AbortAsync());
        await InitAsync(page);
        await TrackAsync(page, "page.visit", 3);
        await page.WaitForFunctionAsync("SR.getState().pending === 3 && SR.getState().storage === 'indexeddb'");
        await page.EvaluateAsync("SR.flush()");
        var uuid = await UuidAsync(page);

        await page.ReloadAsync();
        await page.UnrouteAsync(Endpoint);
        await InitAsync(page);
        await ToldAsync(page, "accepted", 3);
        var stored = await StoredAsync(uuid, 3);
        Assert.Equal([0, 1, 2], stored.Select(one => one.GetProperty("params").GetProperty("number").GetInt32()).Order());
    }

    [Fact]
    public async Task Answer_LostAndThenSignedIn_IsStoredOnce()
    {
        var visitor = await VisitAsync();
        visitor.ExpectServerToGoAway();
        var page = visitor.Page;
        var arrived = new TaskCompletionSource();
        await page.RouteAsync(Endpoint, async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
            arrived.TrySetResult();
        });
        await InitAsync(page);
        await TrackAsync(page, "page.visit");
        var uuid = await UuidAsync(page);
        await arrived.Task;

        await page.EvaluateAsync("token => SR.client.setAccessToken(token)", Site.Token());
        await page.UnrouteAsync(Endpoint);
        await ToldAsync(page, "accepted", 1);
        await TrackAsync(page, "form.submit");
        await ToldAsync(page, "accepted", 2);
        var stored = await StoredAsync(uuid, 2);
        Assert.Equal(["form.submit", "page.visit"], stored.Select(one => one.GetProperty("action").GetString()!).Order());
    }

    [Fact]
    public async Task Page_LeftBeforeTheLinger_EventsArrive()
    {
        var page = (await VisitAsync()).Page;
        await InitAsync(page, new { lingerMs = 600_000, takeOverMs = 60_000 });
        var uuid = await UuidAsync(page);
        await TrackAsync(page, "page.visit", 2);
        await page.GotoAsync("about:blank");
        await StoredAsync(uuid, 2);
    }

    [Fact]
    public async Task Tab_ClosedBeforeTheLinger_EventsArrive()
    {
        var visitor = await VisitAsync();
        var other = await visitor.Context.NewPageAsync();
        await other.GotoAsync(Site.Address.ToString());
        await InitAsync(other, new { lingerMs = 600_000, takeOverMs = 60_000 });
        var uuid = await UuidAsync(other);
        await TrackAsync(other, "page.visit", 2);
        await other.CloseAsync(new() { RunBeforeUnload = true });
        await StoredAsync(uuid, 2);
    }

    [Fact]
    public async Task TwoTabs_OneQueue_EachEventIsStoredOnce()
    {
        var visitor = await VisitAsync();
        visitor.ExpectServerToGoAway();
        var (first, second) = (visitor.Page, await visitor.Context.NewPageAsync());
        await second.GotoAsync(Site.Address.ToString());
        await visitor.Context.RouteAsync(Endpoint, route => route.AbortAsync());
        foreach (var page in new[] { first, second })
        {
            await InitAsync(page, new { maxBatch = 7 });
            await TrackAsync(page, "page.visit", 50);
        }

        await visitor.Context.UnrouteAsync(Endpoint);
        var uuid = await UuidAsync(first);
        Assert.Equal(uuid, await UuidAsync(second));
        await StoredAsync(uuid, 100);
        foreach (var page in new[] { first, second })
        {
            await page.WaitForFunctionAsync("SR.flush().then(() => SR.getState().pending === 0)");
        }

        Assert.Equal(100, await first.EvaluateAsync<int>("accepted.length") + await second.EvaluateAsync<int>("accepted.length"));
        await StoredAsync(uuid, 100);
    }

    [Fact]
    public async Task Queue_Full_TheOldestIsDroppedAndReported()
    {
        var visitor = await VisitAsync();
        visitor.ExpectServerToGoAway();
        var page = visitor.Page;
        await page.RouteAsync(Endpoint, route => route.AbortAsync());
        await InitAsync(page, new { maxQueue = 5, maxBatch = 1, minBackoffMs = 600_000, maxBackoffMs = 600_000 });
        await TrackAsync(page, "page.visit", 8);
        await ToldAsync(page, "rejected", 3);
        Assert.Equal("page.visit queue_full 0", await page.EvaluateAsync<string>("rejected[0]"));
        Assert.Equal(3, (await StateAsync(page)).GetProperty("dropped").GetInt32());
    }
}
