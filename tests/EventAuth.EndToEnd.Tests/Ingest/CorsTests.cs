using System.Net.Http.Json;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Ingest;

public sealed class CorsTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private const string Origin = "https://shop.example";

    [Fact]
    public async Task Ingest_FromAnyOrigin_ExposesAnswerAndHeadersWithoutCredentials()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var answer = await PostAsync(running.Ingest, ("Origin", Origin));

        answer.Expect(202);
        Assert.Contains(answer.Header("Access-Control-Allow-Origin"), new[] { "*", Origin });
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
        AssertExposed(answer);
    }

    [Fact]
    public async Task Ingest_ErrorToAnotherOrigin_CarriesTheHeadersToo()
    {
        var answer = await PostAsync(running.Ingest, ("Origin", Origin), ("Authorization", "Bearer no.such.token"));

        answer.ExpectProblem(401, "invalid_token");
        Assert.Contains(answer.Header("Access-Control-Allow-Origin"), new[] { "*", Origin });
        AssertExposed(answer);
    }

    [Theory]
    [InlineData(IngestClient.One)]
    [InlineData(IngestClient.Batch)]
    public async Task Ingest_Preflight_IsKeptForADay(string path)
    {
        var answer = await running.Ingest.SendAsync(
            HttpMethod.Options, path, null,
            ("Origin", Origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type"));

        Assert.Contains(answer.Status, new[] { 200, 204 });
        Assert.Equal("86400", answer.Header("Access-Control-Max-Age"));
        Assert.Contains("POST", answer.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("authorization", answer.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("content-type", answer.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Ingest_WithAllowedOrigins_RefusesAnotherAndStoresNothing()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings
        {
            Further = new Dictionary<string, string> { ["Ingest:AllowedOrigins:0"] = Origin },
        });
        await program.Api.SetListsAsync(new PolicyLists());
        var uuid = Guid.NewGuid().ToString();

        (await PostAsync(program.Ingest, uuid, ("Origin", "https://evil.example"))).ExpectProblem(403, "origin_not_allowed");
        Assert.Null(await program.Api.FindProfileAsync(uuid));

        var allowed = await PostAsync(program.Ingest, uuid, ("Origin", Origin));
        Assert.Equal(Origin, allowed.Expect(202).Header("Access-Control-Allow-Origin"));
        (await PostAsync(program.Ingest, uuid)).Expect(202);
    }

    [Fact]
    public async Task Admin_FromAnyOrigin_SendsNoCorsHeaders()
    {
        var answer = await running.Api.SendAsync(HttpMethod.Get, "/api/v1/policy", null, ("Origin", Origin));
        Assert.Null(answer.Expect(200).Header("Access-Control-Allow-Origin"));
    }

    private static void AssertExposed(Answer answer)
    {
        Assert.Contains("Retry-After", answer.Header("Access-Control-Expose-Headers"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("WWW-Authenticate", answer.Header("Access-Control-Expose-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    private static Task<Answer> PostAsync(IngestClient ingest, params (string Name, string Value)[] headers) =>
        PostAsync(ingest, Guid.NewGuid().ToString(), headers);

    private static Task<Answer> PostAsync(IngestClient ingest, string uuid, params (string Name, string Value)[] headers) =>
        ingest.SendAsync(HttpMethod.Post, IngestClient.One, JsonContent.Create(new { action = "page.visit", client = new { uuid } }), headers);
}
