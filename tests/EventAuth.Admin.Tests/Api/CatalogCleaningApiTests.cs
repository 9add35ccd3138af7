using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Api;

public sealed class CatalogCleaningApiTests : IAsyncLifetime
{
    private RunningProgram _program = null!;
    private HttpClient _api = null!;

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartReadyAsync();
        _api = _program.NewApiClient();
        await SeeAsync("found.one");
        await SeeAsync("found.two");
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task HideShowAndDelete_Discovered_ChangeWhatTheCatalogueGives()
    {
        Assert.Equal(["found.one"], await CleanAsync("hide", "found.one", "page.visit", "never.seen"));
        await SeeAsync("found.one");
        Assert.Equal(["found.two"], await FoundAsync());
        Assert.Equal(["found.one", "found.two"], await FoundAsync("&hidden=true"));

        Assert.Equal(["found.one"], await CleanAsync("show", "found.one", "found.two"));
        Assert.Equal(["found.one", "found.two"], await FoundAsync());

        Assert.Equal(["found.one", "found.two"], (await CleanAsync("delete", "found.one", "found.two", "page.visit")).Order(StringComparer.Ordinal));
        Assert.Empty(await FoundAsync());
        await SeeAsync("found.two");
        Assert.Equal(["found.two"], await FoundAsync());
    }

    [Theory]
    [InlineData("{}", "actions required")]
    [InlineData("""{"actions":[]}""", "actions required")]
    [InlineData("""{"actions":"found.one"}""", "actions required")]
    [InlineData("""{"actions":["found.one","not a name"]}""", "actions[1] invalid_value")]
    [InlineData("""{"actions":["found.one",1]}""", "actions[1] invalid_value")]
    public async Task Delete_BodyInTheWrongForm_DeletesNothing(string body, string error)
    {
        using var answer = await _api.PostAsync("events/delete", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([error], await answer.ErrorsAsync());
        Assert.Equal(["found.one", "found.two"], await FoundAsync());
    }

    private async Task<IEnumerable<string>> CleanAsync(string call, params string[] actions)
    {
        using var answer = await _api.PostAsJsonAsync("events/" + call, new { actions });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.JsonAsync()).GetProperty("actions").EnumerateArray().Select(action => action.GetString()!)];
    }

    private async Task<IEnumerable<string>> FoundAsync(string query = "") =>
        [.. (await _api.ReadAllAsync("events?search=found.&limit=1" + query)).Select(entry => entry.GetProperty("action").GetString()!)];

    private async Task SeeAsync(string action)
    {
        using var shop = new HttpClient { BaseAddress = _program.Ingest };
        using var answer = await shop.PostAsJsonAsync("/v4/events/custom", new { action, client = new { uuid = "5f0c1a2b-0000-4000-8000-00000000000a" } });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
