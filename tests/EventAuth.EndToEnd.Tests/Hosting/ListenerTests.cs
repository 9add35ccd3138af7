using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Hosting;

public sealed class ListenerTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_OnBothListeners_NeedsNoKeyAndShowsNothing(string path)
    {
        foreach (var answer in new[] { await running.Api.WithKey(null).GetAsync(path), await OnIngestAsync(HttpMethod.Get, path) })
        {
            Assert.True(answer.Expect(200).Text.Length < 100, answer.Text);
            Assert.Null(answer.Header("Server"));
        }
    }

    [Fact]
    public async Task OpenApi_OnTheAdminListener_NeedsNoKey()
    {
        var answer = await running.Api.WithKey(null).GetAsync("/openapi/v1.json");
        var paths = answer.Expect(200).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/v1/policy", paths);
        Assert.Contains("/api/v1/certificate", paths);
        Assert.Contains("/api/v1/decisions", paths);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/policy")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/_blazor")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/app.css")]
    [InlineData("/v4/events/unknown")]
    public async Task IngestListener_PathOfTheOtherListener_IsNotFound(string path) =>
        (await OnIngestAsync(HttpMethod.Get, path)).ExpectProblem(404, "not_found");

    [Fact]
    public async Task IngestListener_HostHeaderOfTheOther_StillServesIngestOnly() =>
        (await running.Ingest.SendAsync(HttpMethod.Get, "/api/v1/policy", null, ("Host", running.Program.Admin.Authority))).ExpectProblem(404, "not_found");

    [Theory]
    [InlineData(IngestClient.One)]
    [InlineData(IngestClient.Batch)]
    public async Task IngestPath_OnTheAdminListener_IsNotFound(string path) =>
        Assert.Equal(404, (await running.Api.SendAsync(HttpMethod.Post, path, new StringContent("{}"))).Status);

    [Theory]
    [InlineData("GET", IngestClient.One)]
    [InlineData("PUT", IngestClient.One)]
    [InlineData("DELETE", IngestClient.Batch)]
    public async Task IngestPath_AnotherMethod_IsNotAllowed(string method, string path)
    {
        var answer = await OnIngestAsync(new HttpMethod(method), path);
        answer.ExpectProblem(405, "method_not_allowed");
        Assert.Contains("POST", answer.Header("Allow"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sdk/eventauth.js")]
    [InlineData("/sdk/eventauth.mjs")]
    [InlineData("/sdk/eventauth-proof.mjs")]
    public async Task Sdk_OnTheIngestListenerAlone_NeedsNoKey(string path)
    {
        Assert.StartsWith("text/javascript", (await OnIngestAsync(HttpMethod.Get, path)).Expect(200).Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(404, (await running.Api.WithKey(null).GetAsync(path)).Status);
    }

    [Fact]
    public async Task AdminApi_AnotherMethod_IsNotAllowed() =>
        (await running.Api.SendAsync(HttpMethod.Delete, "/api/v1/policy", null)).ExpectProblem(405, "method_not_allowed");

    [Fact]
    public async Task AdminApi_UnknownPath_IsNotFound() => (await running.Api.GetAsync("/api/v1/nothing")).ExpectProblem(404, "not_found");

    [Theory]
    [InlineData(null)]
    [InlineData("wrong-key-0123456789-abcdefghijklmnop")]
    [InlineData("")]
    public async Task AdminApi_WithoutAValidKey_IsUnauthorized(string? key)
    {
        var answer = await running.Api.WithKey(key).GetAsync("/api/v1/policy");
        answer.ExpectProblem(401, "unauthorized");
        Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    private Task<Answer> OnIngestAsync(HttpMethod method, string path) => running.Ingest.SendAsync(method, path, null);
}
