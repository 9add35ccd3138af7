using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Sdk;

/// <summary>The script on a page: what it keeps, and where it is forbidden to.</summary>
public sealed class PageTests(SharedProgram shared) : SdkTest(shared), IClassFixture<SharedProgram>
{
    private const string Cookie = "eventauth-uuid";

    [Fact]
    public async Task Script_WithIntegrity_SendsWithAUuidThatStays()
    {
        var visitor = await VisitAsync();
        await InitAsync(visitor.Page);
        await visitor.Page.EvaluateAsync("SR.event.pageVisit({ campaign: 'spring' })");
        var uuid = await UuidAsync(visitor.Page);
        var parameters = Assert.Single(await StoredAsync(uuid, 1)).GetProperty("params");
        Assert.Equal(
            (visitor.Page.Url, "Shop", "spring"),
            (parameters.GetProperty("url").GetString(), parameters.GetProperty("title").GetString(), parameters.GetProperty("campaign").GetString()));

        var cookie = Assert.Single(await visitor.Context.CookiesAsync());
        Assert.Equal((Cookie, uuid, SameSiteAttribute.Lax, "/"), (cookie.Name, cookie.Value, cookie.SameSite, cookie.Path));
        var days = DateTimeOffset.FromUnixTimeSeconds((long)cookie.Expires) - TimeProvider.System.GetUtcNow();
        Assert.InRange(days.TotalDays, 399, 400.1);

        await visitor.Page.ReloadAsync();
        await InitAsync(visitor.Page);
        Assert.Equal(uuid, await UuidAsync(visitor.Page));
    }

    [Fact]
    public async Task Calls_QueuedBeforeTheScript_AreMade()
    {
        var page = (await VisitAsync("/queued")).Page;
        var stored = Assert.Single(await StoredAsync(await UuidAsync(page), 1));
        Assert.True(stored.GetProperty("params").GetProperty("queued").GetBoolean());
    }

    [Fact]
    public async Task Form_Sent_BecomesTheCustomersData()
    {
        var page = (await VisitAsync()).Page;
        await InitAsync(page);
        await page.EvaluateAsync("token => SR.client.setAccessToken(token)", Site.Token());
        await page.EvaluateAsync("SR.event.sendFormData('newsletter', { firstName: 'Ann', town: 'Brno' }, { town: 'city' })");
        await ToldAsync(page, "accepted", 1);
        var uuid = await UuidAsync(page);
        Assert.Equal("newsletter", Assert.Single(await StoredAsync(uuid, 1)).GetProperty("params").GetProperty("formType").GetString());
        var profile = await Program.Api.ProfileAsync(uuid);
        Assert.Equal(Site.Customer, profile.GetProperty("customId").GetString());
        Assert.Equal("Ann", profile.GetProperty("attributes").GetProperty("firstName").GetString());
        Assert.Equal("Brno", profile.GetProperty("attributes").GetProperty("city").GetString());
    }

    [Fact]
    public async Task SandboxedFrame_StorageForbidden_StillSends()
    {
        var page = (await VisitAsync("/framed")).Page;
        var frame = page.Frames.Single(one => one != page.MainFrame);
        await frame.WaitForFunctionAsync("window.SR?.version");
        Assert.True(await frame.EvaluateAsync<bool>("(() => { try { return !localStorage } catch { return true } })()"));
        await frame.EvaluateAsync("window.accepted = []; SR.init({ onAccepted: one => accepted.push(one) }); SR.event.trackCustomEvent('page.visit')");
        await frame.WaitForFunctionAsync("accepted.length === 1");
        Assert.Equal("memory", await frame.EvaluateAsync<string>("SR.getState().storage"));
        await StoredAsync(await frame.EvaluateAsync<string>("SR.client.getUuid()"), 1);
    }

    [Fact]
    public async Task GlobalPrivacyControl_Respected_NothingIsKeptOrSent()
    {
        var visitor = await ComeAsync();
        await visitor.Context.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
        var requests = 0;
        visitor.Page.Request += (_, request) => requests += request.Url.Contains("/v4/", StringComparison.Ordinal) ? 1 : 0;
        await visitor.Page.GotoAsync(Site.Address.ToString());
        await InitAsync(visitor.Page, new { respectGlobalPrivacyControl = true });
        await TrackAsync(visitor.Page, "page.visit");
        await visitor.Page.EvaluateAsync("SR.flush()");
        var state = await StateAsync(visitor.Page);
        Assert.Equal(("off", "global_privacy_control"), (state.GetProperty("status").GetString(), state.GetProperty("reason").GetString()));
        Assert.Empty(await visitor.Context.CookiesAsync());
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("localStorage.length"));
        await visitor.Page.GotoAsync("about:blank");
        Assert.Equal(0, requests);
    }
}
