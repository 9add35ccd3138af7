using EventAuth.Ingest.Tests.Harness;

namespace EventAuth.Ingest.Tests.Http;

public sealed class ListenerTests
{
    [Theory]
    [InlineData("GET", "/")]
    [InlineData("POST", "/v4/events")]
    [InlineData("POST", "/v4/events/other")]
    [InlineData("PUT", "/api/v1/policy")]
    public async Task Any_UnknownPath_Is404Problem(string method, string path)
    {
        await using var server = await IngestServer.StartAsync();
        var answer = (await server.SendAsync(new HttpMethod(method), path)).ExpectProblem(404, "not_found");
        Assert.All([IngestServer.Single, IngestServer.Batch], served => Assert.Contains($"POST {served}", answer.Detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", IngestServer.Single)]
    [InlineData("PUT", IngestServer.Single)]
    [InlineData("DELETE", IngestServer.Batch)]
    [InlineData("BREW", IngestServer.Batch)]
    public async Task Any_WrongMethod_Is405ProblemWithAllow(string method, string path)
    {
        await using var server = await IngestServer.StartAsync();
        var answer = (await server.SendAsync(new HttpMethod(method), path)).ExpectProblem(405, "method_not_allowed");
        Assert.Equal(["OPTIONS", "POST"], answer.Header("Allow")!.Split(", ").Order());
    }

    [Fact]
    public async Task Head_WrongMethod_Is405WithoutBody()
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await server.SendAsync(HttpMethod.Head, IngestServer.Single);
        Assert.Equal((405, ""), (answer.Status, answer.Text));
    }
}
