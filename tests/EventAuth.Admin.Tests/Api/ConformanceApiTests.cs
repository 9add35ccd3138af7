using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Admin.Tests.Api;

/// <summary>The report on a token says the same as the ingest endpoint does when the token is sent.</summary>
public sealed class ConformanceApiTests : IAsyncLifetime
{
    private const string Call = "tokens/conformance";

    private readonly TokenMint _mint = new(TimeProvider.System.GetUtcNow());
    private RunningProgram _program = null!;
    private HttpClient _api = null!;

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartReadyAsync();
        _api = _program.NewApiClient();
        foreach (var key in (SigningKey[])[TokenMint.Former, TokenMint.InForce])
        {
            using var answer = await _api.PutAsJsonAsync("certificate", new { pem = key.PublicPem, overwrite = true });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task Check_EveryBrokenToken_SaysWhatTheEndpointAnswers()
    {
        using var shop = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = _program.Ingest };
        var differences = new List<string>();
        var texts = BrokenToken.All.Select(broken => (broken.Name, Text: broken.Make(_mint))).Append(("good", _mint.Good())).Append(("good, in lines", _mint.Good()[..80] + "\n" + _mint.Good()[80..]));
        foreach (var (name, text) in texts)
        {
            var report = await CheckAsync(text);
            var failed = report.GetProperty("requirements").EnumerateArray().Count(one => one.GetProperty("result").GetString() == "failed");
            var conforms = report.GetProperty("conforms").GetBoolean();
            if (conforms != (failed == 0) || conforms != (report.GetProperty("code").GetString() == "valid"))
            {
                differences.Add($"{name}: conforms {conforms}, {failed} failed");
            }

            // What no header can carry cannot be sent.
            if (!text.AsSpan().ContainsAny("\r\n\0") && await SendAsync(shop, text) != conforms)
            {
                differences.Add($"{name}: conforms {conforms}, but the endpoint says otherwise");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task Check_BrokenToken_NamesEachRequirementWithItsSourceResultAndFix()
    {
        var token = _mint.WithHeader("""{"alg":"RS256","typ":"at+jwt"}""");

        using var answer = await _api.PostAsJsonAsync(Call, new { token });

        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var report = await answer.JsonAsync();
        Assert.Equal(("invalid_token", "The token is refused. Failed: Type."), (report.GetProperty("code").GetString(), report.GetProperty("verdict").GetString()));
        var requirements = report.GetProperty("requirements").EnumerateArray().ToDictionary(one => one.GetProperty("code").GetString()!);
        var type = requirements["type"];
        Assert.Equal(("failed", "RFC 7519, section 5.1"), (type.GetProperty("result").GetString(), type.GetProperty("source").GetString()));
        Assert.Equal("wrong_type", type.GetProperty("findings")[0].GetString());
        Assert.NotEmpty(type.GetProperty("fix").GetString()!);
        Assert.Equal(["key_id_missing"], requirements["key_id"].GetProperty("findings").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(("passed", "not_checked"), (requirements["signature"].GetProperty("result").GetString(), requirements["bearer"].GetProperty("result").GetString()));
        Assert.DoesNotContain(token.Split('.')[2], report.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[2], _program.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "token required")]
    [InlineData("""{"token":7}""", "token invalid_type")]
    [InlineData("""{"token":"x","event":{"customId":"c-17"}}""", "event unknown_member")]
    public async Task Check_BodyInTheWrongForm_SaysWhatIsWrong(string body, string error)
    {
        using var answer = await _api.PostAsync(Call, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([error], await answer.ErrorsAsync());
    }

    [Theory]
    [InlineData(65_000, HttpStatusCode.OK)]
    [InlineData(70_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Check_LongToken_HasTheLimitsOfTheInspector(int length, HttpStatusCode expected)
    {
        using var answer = await _api.PostAsJsonAsync(Call, new { token = new string('x', length) });

        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task<bool> SendAsync(HttpClient shop, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v4/events/custom") { Content = JsonContent.Create(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } }) };
        var header = text.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase) ? text["Authorization:".Length..]
            : text.TrimStart().StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) ? text
            : "Bearer " + text;
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", header));
        using var answer = await shop.SendAsync(request);

        // 403: a good token for another customer than the event's.
        return answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.Forbidden;
    }

    private async Task<JsonElement> CheckAsync(string token)
    {
        using var answer = await _api.PostAsJsonAsync(Call, new { token });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }
}
