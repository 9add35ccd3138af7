using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Api;

/// <summary>What the admin API accepts as JSON, and the media type of its errors.</summary>
public sealed class MediaTypeApiTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Problem = "application/problem+json";
    private const string Json = "application/json";

    [Theory]
    [InlineData(null, Problem)]
    [InlineData("*/*", Problem)]
    [InlineData("application/json, */*", Problem)]
    [InlineData("application/json, application/problem+json", Problem)]
    [InlineData("application/json", Json)]
    public async Task Error_ByAccept_IsAProblemDocumentOrJson(string? accept, string type)
    {
        using var api = shared.Program.NewApiClient();
        using var stranger = new HttpClient { BaseAddress = api.BaseAddress };
        foreach (var client in new[] { api, stranger })
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept is null ? [] : [accept]);
        }

        using var unauthorized = await stranger.GetAsync("policy");
        using var notFound = await api.GetAsync("nothing");
        using var badRequest = await api.GetAsync("decisions?limit=0");
        using var badType = await api.PutAsync("policy", "{}", ifMatch: "\"1\"", contentType: "text/plain");

        HttpResponseMessage[] answers = [unauthorized, notFound, badRequest, badType];
        Assert.Equal([401, 404, 400, 415], answers.Select(answer => (int)answer.StatusCode));
        Assert.All(answers, answer => Assert.Equal(type, answer.Content.Headers.ContentType?.ToString()));
    }

    [Theory]
    [InlineData("application/json; charset=utf8", null, HttpStatusCode.OK, null)]
    [InlineData("application/json; charset=\"UTF-8\"", null, HttpStatusCode.OK, null)]
    [InlineData("text/plain", null, HttpStatusCode.UnsupportedMediaType, "Content-Type: text/plain was sent.")]
    [InlineData("application/json; charset=iso-8859-2", null, HttpStatusCode.UnsupportedMediaType, "charset=iso-8859-2 was sent.")]
    [InlineData("application/json", "gzip", HttpStatusCode.UnsupportedMediaType, "Content-Encoding: gzip was sent.")]
    public async Task Body_OfAMediaType_IsTakenOrSaidToBeAnother(string type, string? coding, HttpStatusCode status, string? says)
    {
        using var api = shared.Program.NewApiClient();
        using var body = new StringContent("""{"action":"page.visit","customer":"anonymous","token":"none"}""", Encoding.UTF8);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null)
        {
            body.Headers.ContentEncoding.Add(coding);
        }

        using var answer = await api.PostAsync("decisions/explain", body);

        Assert.Equal(status, answer.StatusCode);
        if (says is not null)
        {
            Assert.Equal(Json, Assert.Single(answer.Headers.GetValues("Accept")));
            Assert.Equal(coding is not null, answer.Headers.Contains("Accept-Encoding"));
            Assert.Contains(says, (await answer.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }
}
