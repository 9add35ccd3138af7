using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Api;

/// <summary>What the ingest listener accepted, as the admin API shows it.</summary>
public class ActivityApiTests
{
    private const string Uuid = "5f0c1a2b-0000-4000-8000-00000000000a";

    [Fact]
    public async Task Profile_OfAnAnonymousCustomer_IsReadAtOnceByItsUuidInAnyCase()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        await SendAsync(program, new { action = "page.visit", client = new { uuid = Uuid }, label = "Home" });

        var profile = await api.ReadAsync("profiles/" + Uuid.ToUpperInvariant());
        var activities = await api.ReadAllAsync($"profiles/{Uuid}/activities?limit=1");

        Assert.Equal((Uuid, "anonymous"), (profile.GetProperty("uuid").GetString(), profile.GetProperty("state").GetString()));
        Assert.False(profile.TryGetProperty("email", out _));
        var activity = Assert.Single(activities);
        Assert.Equal(("page.visit", "Home", "anonymous_list_empty"), (Text(activity, "action"), Text(activity, "label"), Text(activity, "reason")));
        Assert.Equal(JsonValueKind.Object, activity.GetProperty("params").ValueKind);
        Assert.False(activity.TryGetProperty("conflict", out _));
        Assert.False(activity.TryGetProperty("originalTime", out _));
    }

    [Fact]
    public async Task Profile_OfACustomerWithToken_IsRecognized()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var defined = await api.PutAsync("certificate", JsonSerializer.Serialize(new { pem = SigningKey.Shared.PublicPem }));
        defined.EnsureSuccessStatusCode();

        await SendAsync(
            program,
            new { action = "form.submit", client = new { uuid = Uuid, firstName = "Åsa" } },
            SigningKey.Shared.Token(new { uuid = Uuid, customId = "c-17" }));
        var profile = await api.ReadAsync("profiles/" + Uuid);

        Assert.Equal(("recognized", "c-17"), (Text(profile, "state"), Text(profile, "customId")));
        Assert.Equal("Åsa", Text(profile.GetProperty("attributes"), "firstName"));
    }

    [Fact]
    public async Task Activities_ReadInPagesWhileNewOnesArrive_GivesEachOnceNewestFirst()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        for (var minute = 0; minute < 7; minute++)
        {
            await SendAsync(program, new { action = $"step.{minute}", client = new { uuid = Uuid }, time = $"2026-01-01T10:0{minute / 2}:00Z" });
        }

        var read = await api.ReadAllAsync(
            $"profiles/{Uuid}/activities?limit=2",
            () => SendAsync(program, new { action = "page.visit", client = new { uuid = Uuid } }));

        Assert.Equal(["step.6", "step.5", "step.4", "step.3", "step.2", "step.1", "step.0"], read.Select(item => Text(item, "action")).OrderByDescending(action => action, StringComparer.Ordinal));
        Assert.Equal(read.Select(item => Text(item, "time")).OrderDescending(StringComparer.Ordinal), read.Select(item => Text(item, "time")));
    }

    [Fact]
    public async Task Decisions_ReadInPagesWhileNewOnesArrive_GivesEachOnceNewestFirst()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(program, new { action = $"step.{i}", client = new { uuid = Uuid } });
        }

        var read = await api.ReadAllAsync("decisions?limit=2", () => SendAsync(program, new { action = "page.visit", client = new { uuid = Uuid } }));

        Assert.Equal(["step.4", "step.3", "step.2", "step.1", "step.0"], read.Select(item => Text(item, "action")));
        Assert.All(read, item => Assert.Equal(("accepted", "anonymous_list_empty"), (Text(item, "outcome"), Text(item, "code"))));
    }

    [Fact]
    public async Task Decisions_Filtered_GivesOnlyThose()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        await SendAsync(program, new { action = "page.visit", client = new { uuid = Uuid } });
        await SendAsync(program, new { action = "form.submit", client = new { uuid = Uuid } });
        var since = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(1).ToString("O"));

        var rejected = Assert.Single(await api.ReadAllAsync("decisions?outcome=rejected&limit=9"));
        Assert.Equal(("form.submit", "jwt_required"), (Text(rejected, "action"), Text(rejected, "code")));
        Assert.False(rejected.TryGetProperty("eventId", out _));
        Assert.Equal("page.visit", Text(Assert.Single(await api.ReadAllAsync("decisions?action=page.visit")), "action"));
        Assert.Single(await api.ReadAllAsync("decisions?code=jwt_required"));
        Assert.Equal(2, (await api.ReadAllAsync("decisions?since=2026-01-01T00:00:00%2B01:00")).Count);
        Assert.Empty(await api.ReadAllAsync("decisions?since=" + since));
    }

    [Theory]
    [InlineData("profiles/5f0c1a2b-0000-4000-8000-00000000000b")]
    [InlineData("profiles/nobody")]
    [InlineData("profiles/5f0c1a2b-0000-4000-8000-00000000000b/activities")]
    public async Task Profile_Unknown_IsNotFound(string call)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        using var answer = await api.GetAsync(call);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", await answer.CodeAsync());
    }

    [Fact]
    public async Task Policy_Applied_IsObeyedByTheNextEvent()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var applied = await api.PutAsync("policy", """{"lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":[]}}""", "\"1\"");
        applied.EnsureSuccessStatusCode();

        using var answer = await PostAsync(program, new { action = "cart.update", client = new { uuid = Uuid } });

        Assert.Equal("not_allowed_for_anonymous", await answer.CodeAsync());
    }

    private static async Task SendAsync(RunningProgram program, object @event, string? token = null)
    {
        using var answer = await PostAsync(program, @event, token);
        Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.Unauthorized, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningProgram program, object @event, string? token = null)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return await client.PostAsJsonAsync(new Uri(program.Ingest, "v4/events/custom"), @event);
    }

    private static string? Text(JsonElement item, string member) => item.GetProperty(member).GetString();
}
