using System.Text.Json;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Sdk;

/// <summary>Tests with the SDK on a shop's page in a real Chromium, sending to the real program with the lists of a new installation.</summary>
public abstract class SdkTest(SharedProgram shared) : BrowserTest(shared)
{
    /// <summary>What the page's callbacks were told, in <c>accepted</c>, <c>rejected</c> and <c>errors</c>; quick retries.</summary>
    private const string Init = """
        options => {
          window.accepted = []; window.rejected = []; window.errors = [];
          SR.init({
            minBackoffMs: 10, maxBackoffMs: 50, lingerMs: 1, takeOverMs: 0,
            onAccepted: one => accepted.push(one.event.action),
            onRejected: one => rejected.push(`${one.event.action} ${one.code} ${one.status}`),
            onError: one => errors.push(one.code),
            ...(options.fetchesToken && { getToken: async () => (await fetch('/token')).text() }),
            ...options,
          });
        }
        """;

    private protected ShopSite Site { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await DefineCertificateAsync();
        Site = await ShopSite.StartAsync(Program.IngestListener);
    }

    public override async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A visitor of the shop's page, before the SDK is started.</summary>
    private protected async Task<Visitor> VisitAsync(string path = "/")
    {
        var visitor = await ComeAsync();
        await visitor.Page.GotoAsync(new Uri(Site.Address, path).ToString());
        return visitor;
    }

    /// <summary>Starts the SDK, with more options.</summary>
    private protected static Task InitAsync(IPage page, object? options = null) => page.EvaluateAsync(Init, options ?? new { });

    private protected static Task TrackAsync(IPage page, string action, int count = 1) => page.EvaluateAsync(
        "([action, count]) => { for (let number = 0; number < count; number++) SR.event.trackCustomEvent(action, { number }) }",
        new object[] { action, count });

    private protected static Task<string> UuidAsync(IPage page) => page.EvaluateAsync<string>("SR.client.getUuid()");

    private protected static async Task<JsonElement> StateAsync(IPage page) => (await page.EvaluateAsync("SR.getState()"))!.Value;

    /// <summary>Waits until the callbacks were told so many.</summary>
    private protected static Task ToldAsync(IPage page, string what, int count) =>
        page.WaitForFunctionAsync("([what, count]) => window[what].length >= count", new object[] { what, count });

    /// <summary>Waits until the profile of a uuid has so many activities, and returns them.</summary>
    private protected async Task<IReadOnlyList<JsonElement>> StoredAsync(string uuid, int count)
    {
        IReadOnlyList<JsonElement> stored = [];
        await Until.TrueAsync(
            async () => await Program.Api.FindProfileAsync(uuid) is not null
                && (stored = await Program.Api.ActivitiesAsync(uuid)).Count >= count,
            () => $"Stored are {stored.Count} of {count}.");
        Assert.Equal(count, stored.Count);
        return stored;
    }
}
