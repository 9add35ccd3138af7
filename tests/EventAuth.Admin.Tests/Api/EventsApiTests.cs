using System.Net;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Api;

public class EventsApiTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public async Task List_NewInstallation_GivesTheStandardEventsByActionWithTheirLists()
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        var events = await api.ReadAllAsync("events?limit=7");

        var actions = events.Select(item => item.GetProperty("action").GetString()!).ToList();
        Assert.Equal(actions.Order(StringComparer.Ordinal), actions);
        Assert.Equal(StandardEvents.All.Select(item => item.Action.Value).Order(StringComparer.Ordinal), actions);
        Assert.All(events, item => Assert.Equal("standard", item.GetProperty("source").GetString()));
        var submit = events.Single(item => item.GetProperty("action").GetString() == "form.submit");
        Assert.Equal("""["updateWithoutJwt","updateWithJwt"]""", submit.GetProperty("lists").GetRawText());
    }

    [Fact]
    public async Task List_EntriesArriveBetweenPages_GivesNoneTwiceAndLosesNone()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        var before = (await api.ReadAllAsync("events?limit=1000")).Select(Action).ToHashSet();
        var added = 0;

        var read = (await api.ReadAllAsync("events?limit=5", async () =>
        {
            added++;
            await AddAsync(program, $"aa.new{added}");
            await AddAsync(program, $"zz.new{added}");
        })).Select(Action).ToList();

        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.Subset(read.ToHashSet(), before);
    }

    [Fact]
    public async Task List_Search_FindsWithoutCaseAndCustomEntriesToo()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        await AddAsync(program, "wishlist.add");

        var found = await api.ReadAllAsync("events?search=WISHLIST.a");

        var only = Assert.Single(found);
        Assert.Equal(("wishlist.add", "custom"), (Action(only), only.GetProperty("source").GetString()));
    }

    [Theory]
    [InlineData("events?limit=0", "limit invalid_value")]
    [InlineData("events?limit=1001", "limit invalid_value")]
    [InlineData("events?limit=ten", "limit invalid_value")]
    [InlineData("events?limit=", "limit invalid_value")]
    [InlineData("events?limit=5&limit=6", "limit repeated")]
    [InlineData("events?cursor=!", "cursor invalid_value")]
    [InlineData("events?cursor=dmVyc2lvbnM6Mg", "cursor invalid_value")]
    [InlineData("policy/versions?cursor=ZXZlbnRzOjA6YQ", "cursor invalid_value")]
    [InlineData("certificates?cursor=AAAA", "cursor invalid_value")]
    [InlineData("decisions?outcome=maybe", "outcome invalid_value")]
    [InlineData("decisions?action=x", "action invalid_value")]
    [InlineData("decisions?code=unheard_of", "code invalid_value")]
    [InlineData("decisions?since=2026-11-22T10:15:00", "since invalid_value")]
    [InlineData("decisions?since=yesterday", "since invalid_value")]
    [InlineData("profiles/6f1e7b1e-0000-4000-8000-000000000001/activities?limit=-1", "limit invalid_value")]
    public async Task Query_Wrong_IsRefusedNamingTheField(string call, string error)
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.GetAsync(call);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.CodeAsync());
        Assert.Equal([error], await answer.ErrorsAsync());
    }

    private static string? Action(System.Text.Json.JsonElement item) => item.GetProperty("action").GetString();

    private static Task<bool> AddAsync(RunningProgram program, string action) => program.Services.GetRequiredService<IEventCatalog>()
        .TryAddAsync(new EventDefinition(EventName.Parse(action), action, "", "", EventSource.Custom, null), CancellationToken.None);
}
