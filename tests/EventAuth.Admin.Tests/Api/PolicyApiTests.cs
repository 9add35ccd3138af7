using System.Net;
using System.Text.Json;
using EventAuth.Admin.Tests.Policies;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Api;

public class PolicyApiTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Visits = """{"lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]},"comment":"visits only"}""";

    [Fact]
    public async Task Get_NewInstallation_GivesTheFirstPolicyWithItsTag()
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.GetAsync("policy");
        var policy = await answer.JsonAsync();

        Assert.Equal("\"1\"", answer.Headers.ETag?.ToString());
        Assert.Equal(1, policy.GetProperty("version").GetInt32());
        Assert.Equal(
            """{"anonymousWithoutJwt":[],"updateWithoutJwt":["client.login","form.submit"],"updateWithJwt":["form.submit"]}""",
            policy.GetProperty("lists").GetRawText());
        Assert.Equal("installation", policy.GetProperty("appliedBy").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", policy.GetProperty("appliedAt").GetString());
        Assert.Equal(JsonValueKind.Null, policy.GetProperty("comment").ValueKind);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("*")]
    [InlineData("\"7\", \"1\"")]
    public async Task Put_OnThePresentVersion_IsInForceWhenItAnswers(string ifMatch)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("policy", Visits, ifMatch);
        var inForce = program.Services.GetRequiredService<PolicyMonitor>().Current;
        var policy = await answer.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"2\"", answer.Headers.ETag?.ToString());
        Assert.Equal(2, inForce.Version);
        Assert.Equal(EventLists.AnonymousWithoutJwt, inForce.ListsOf(EventName.Parse("page.visit")));
        Assert.Equal("API key bootstrap", policy.GetProperty("appliedBy").GetString());
        Assert.Equal("visits only", policy.GetProperty("comment").GetString());
    }

    [Fact]
    public async Task Put_SavedAndNotInForce_SaysSoAndDoesNotAskToSendItAgain()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        await UnreadableCertificates.MakeAsync(program.Services);

        using var answer = await api.PutAsync("policy", Visits, "\"1\"");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("not_in_force", await answer.CodeAsync());
        Assert.Null(answer.Headers.RetryAfter);
        Assert.Equal(2, (await api.ReadAsync("policy")).GetProperty("version").GetInt32());
        Assert.Equal(1, program.Services.GetRequiredService<PolicyMonitor>().Current.Version);
    }

    [Fact]
    public async Task Put_WhatGetGave_MakesNoNewVersion()
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("policy", await api.GetStringAsync("policy"), "\"1\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, (await answer.JsonAsync()).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData(null, Visits, 428, "if_match_required")]
    [InlineData("1", Visits, 400, "invalid_request")]
    [InlineData("\"1\", *", Visits, 400, "invalid_request")]
    [InlineData("\"0\"", Visits, 412, "version_conflict")]
    [InlineData("W/\"1\"", Visits, 412, "version_conflict")]
    [InlineData("\"01\"", Visits, 412, "version_conflict")]
    [InlineData("\"0\"", "{}", 412, "version_conflict")]
    [InlineData("\"1\"", "{}", 422, "invalid_policy")]
    [InlineData("\"1\"", "[]", 400, "malformed_json")]
    [InlineData("\"1\"", "{\"lists\":", 400, "malformed_json")]
    [InlineData("\"1\"", "", 400, "malformed_json")]
    [InlineData("\"1\"", "{\"lists\":{},\"lists\":{}}", 400, "malformed_json")]
    [InlineData("\"1\"", "{\"lists\":{\"updateWithJwt\":[],\"updateWithJwt\":[]}}", 400, "malformed_json")]
    [InlineData("\"1\"", "\uFEFF{}", 400, "malformed_json")]
    [InlineData("\"1\"", "{\"comment\":\"\\uD800\"}", 422, "invalid_policy")]
    public async Task Put_WhatIsWrong_IsRefusedWithItsCode(string? ifMatch, string body, int status, string code)
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("policy", body, ifMatch);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await answer.CodeAsync());
        Assert.Equal(1, program.Services.GetRequiredService<PolicyMonitor>().Current.Version);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Put_AnotherMediaType_IsUnsupported(string contentType)
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("policy", Visits, "\"1\"", contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("unsupported_media_type", await answer.CodeAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_BodyOverTheLimit_IsTooLarge(bool chunked)
    {
        var program = shared.Program;
        using var api = program.NewApiClient();
        api.DefaultRequestHeaders.TransferEncodingChunked = chunked;

        using var answer = await api.PutAsync("policy", $$"""{"comment":"{{new string('x', 13 * 1024 * 1024)}}"}""", "\"1\"");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("payload_too_large", await answer.CodeAsync());
    }

    [Fact]
    public async Task Put_SeveralThingsWrong_NamesAllAtOnce()
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("policy", """{"lists":{"anonymousWithoutJwt":["page.visit","x",5,"page.visit"],"updateWithJwt":{},"extra":[]},"comment":7}""", "\"1\"");

        Assert.Equal(
            [
                "comment invalid_type",
                "lists.anonymousWithoutJwt[1] invalid_action",
                "lists.anonymousWithoutJwt[2] invalid_action",
                "lists.anonymousWithoutJwt[3] duplicate",
                "lists.extra unknown_list",
                "lists.updateWithJwt invalid_type",
                "lists.updateWithoutJwt required",
            ],
            (await answer.ErrorsAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Put_ManyAtOnceOnTheSameVersion_LetsExactlyOneThrough()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => api.PutAsync(
            "policy", $$$"""{"lists":{"anonymousWithoutJwt":["event.{{{index}}}"],"updateWithoutJwt":[],"updateWithJwt":[]}}""", "\"1\"")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Get_TagIsKnown_IsNotModified()
    {
        var program = shared.Program;
        using var api = program.NewApiClient();
        api.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", "\"1\"");

        using var answer = await api.GetAsync("policy");

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Versions_ReadInPagesWhileNewOnesArrive_GivesEachOnceNewestFirst()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        for (var version = 1; version <= 4; version++)
        {
            await ChangeAsync();
        }

        var versions = await api.ReadAllAsync("policy/versions?limit=2", ChangeAsync);

        Assert.Equal([5, 4, 3, 2, 1], versions.Select(version => version.GetProperty("version").GetInt32()));
        Assert.Equal(1, (await api.ReadAsync("policy/versions/1")).GetProperty("version").GetInt32());

        async Task ChangeAsync()
        {
            using var answer = await api.PutAsync("policy", $$$"""{"lists":{"anonymousWithoutJwt":["event.{{{Guid.NewGuid().ToString("N")[..8]}}}"],"updateWithoutJwt":[],"updateWithJwt":[]}}""", "*");
            answer.EnsureSuccessStatusCode();
        }
    }

    [Theory]
    [InlineData("policy/versions/0")]
    [InlineData("policy/versions/2")]
    [InlineData("policy/versions/-1")]
    [InlineData("policy/versions/99999999999")]
    [InlineData("policy/versions/first")]
    public async Task Version_ThatNeverWas_IsNotFound(string call)
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.GetAsync(call);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", await answer.CodeAsync());
    }
}
