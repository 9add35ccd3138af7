using EventAuth.Ingest.Tests.Harness;

namespace EventAuth.Ingest.Tests.Http;

/// <summary>A client that asks for JSON, and does not know problem documents, gets its errors as JSON.</summary>
public sealed class AcceptTests
{
    private const string Problem = "application/problem+json";
    private const string Json = "application/json";

    [Theory]
    [InlineData(null, Problem)]
    [InlineData("", Problem)]
    [InlineData("*/*", Problem)]
    [InlineData("application/*", Problem)]
    [InlineData("application/problem+json", Problem)]
    [InlineData("text/html", Problem)]
    [InlineData("nonsense", Problem)]
    [InlineData("application/json, */*", Problem)]
    [InlineData("application/json, text/plain, */*;q=0.1", Problem)]
    [InlineData("application/json, application/problem+json", Problem)]
    [InlineData("application/json;q=0", Problem)]
    [InlineData("application/json", Json)]
    [InlineData("Application/JSON", Json)]
    [InlineData("application/json; charset=utf-8", Json)]
    [InlineData("application/json;q=0.9, text/html", Json)]
    [InlineData("text/*, application/json", Json)]
    [InlineData("application/json, application/problem+json;q=0", Json)]
    public async Task Error_ByAccept_IsAProblemDocumentOrJson(string? accept, string type)
    {
        await using var server = await IngestServer.StartAsync();
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];
        Answer[] answers =
        [
            await server.PostAsync("{", headers: headers),
            await server.PostAsync("{}", headers: headers),
            await server.PostAsync("[{}]", IngestServer.Batch, headers: headers),
            await server.PostAsync("""{"action":"a.b"}""", authorization: "Bearer a.b.c", headers: headers),
            await server.SendAsync(HttpMethod.Get, "/nowhere", headers: headers),
            await server.SendAsync(HttpMethod.Put, IngestServer.Single, headers: headers),
            await server.SendAsync(HttpMethod.Post, IngestServer.Single, new StringContent("a=b"), headers: headers),
        ];

        Assert.Equal([400, 400, 400, 401, 404, 405, 400], answers.Select(answer => answer.Status));
        Assert.All(answers, answer => Assert.Equal(type, answer.MediaType));
        Assert.All(answers, answer => Assert.Equal(answer.Status, answer.Json.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Error_AcceptInTwoLines_IsReadWhole()
    {
        await using var server = await IngestServer.StartAsync();
        Assert.Equal(Json, (await server.PostAsync("{", headers: [("Accept", "text/html"), ("Accept", Json)])).MediaType);
        Assert.Equal(Problem, (await server.PostAsync("{", headers: [("Accept", Json), ("Accept", "*/*")])).MediaType);
    }
}
