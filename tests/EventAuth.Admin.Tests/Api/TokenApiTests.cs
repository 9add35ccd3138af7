using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Admin.Tests.Api;

public sealed class TokenApiTests : IAsyncLifetime
{
    private readonly TokenMint _mint = new(TimeProvider.System.GetUtcNow());
    private RunningProgram _program = null!;
    private HttpClient _api = null!;

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartReadyAsync("--Tokens:SingleUse=true");
        _api = _program.NewApiClient();
        await DefineAsync(TokenMint.Former);
        await DefineAsync(TokenMint.InForce);
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task Inspect_GoodToken_TellsEverythingButTheSignature()
    {
        var token = _mint.WithClaims("\"customId\":\"c-17\",\"jti\":\"1\"");

        using var answer = await _api.PostAsJsonAsync("tokens/inspect", new { token });

        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var json = await answer.JsonAsync();
        Assert.True(json.GetProperty("valid").GetBoolean());
        Assert.Equal("valid", json.GetProperty("code").GetString());
        Assert.Equal(TokenMint.Header, json.GetProperty("header").GetString());
        Assert.Contains("c-17", json.GetProperty("claims").GetString(), StringComparison.Ordinal);
        Assert.Equal("c3", json.GetProperty("certificateId").GetString());
        Assert.Equal(_mint.Now + 290, json.GetProperty("expiresAt").GetDateTimeOffset().ToUnixTimeSeconds());
        Assert.All(json.GetProperty("findings").EnumerateArray(), finding => Assert.Equal("right", finding.GetProperty("severity").GetString()));
        Assert.False(json.TryGetProperty("cause", out _));
        Assert.DoesNotContain(token.Split('.')[2], json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_FormerKey_NamesTheCertificateAndTheMoment()
    {
        var json = await InspectAsync(TokenMint.Former.SignCompact(TokenMint.Header, _mint.Claims("\"customId\":\"c-17\",\"jti\":\"1\"")));

        Assert.False(json.GetProperty("valid").GetBoolean());
        Assert.Equal("invalid_token", json.GetProperty("code").GetString());
        Assert.Equal(("former_certificate", "WrongSignature"), (json.GetProperty("cause").GetString(), json.GetProperty("failure").GetString()));
        Assert.Equal("c2", json.GetProperty("certificateId").GetString());
        var first = json.GetProperty("findings")[0];
        Assert.Equal("former_certificate", first.GetProperty("code").GetString());
        Assert.StartsWith("Signed with the key that was overwritten on", first.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(first.GetProperty("remedy").GetString()!);
    }

    [Fact]
    public async Task Inspect_TokenThatWasUsed_SaysSoAndUsesNothingUpItself()
    {
        var token = _mint.WithClaims("\"customId\":\"c-17\",\"jti\":\"once\"");
        Assert.True((await InspectAsync(token)).GetProperty("valid").GetBoolean());
        Assert.True((await InspectAsync(token)).GetProperty("valid").GetBoolean());
        using var shop = new HttpClient { BaseAddress = _program.Ingest, DefaultRequestHeaders = { { "Authorization", "Bearer " + token } } };
        using var sent = await shop.PostAsJsonAsync("/v4/events/custom", new { action = "page.visit" });
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        using var again = await shop.PostAsJsonAsync("/v4/events/custom", new { action = "page.visit" });
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);

        var json = await InspectAsync(token);

        Assert.Equal("used_before", json.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal("used_before", json.GetProperty("cause").GetString());
        Assert.Equal("used_before", (await _api.ReadAsync("decisions?outcome=rejected")).GetProperty("items")[0].GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Inspect_EventOfSomebodyElse_IsTheMismatchOfTheEndpoint()
    {
        using var answer = await _api.PostAsJsonAsync("tokens/inspect", new { token = _mint.WithClaims("\"customId\":\"c-17\",\"jti\":\"1\""), @event = new { customId = "c-18", email = (string?)null } });

        var json = await answer.JsonAsync();
        Assert.Equal("identity_mismatch", json.GetProperty("code").GetString());
        Assert.Equal("The token is for c-17, the event says c-18.", json.GetProperty("findings")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"customId":"c-18"}""", "identity_mismatch")]
    [InlineData("""{"client":{"customId":"c-18"}}""", "identity_mismatch")]
    [InlineData("""{"action":"form.submit","client":{"customId":"c-18","firstName":"Jana","attributes":{"customId":"c-17"}},"params":{"x":1},"source":"web"}""", "identity_mismatch")]
    [InlineData("""{"action":"form.submit","client":{"customId":"c-17","email":"jana@shop.example"}}""", "valid")]
    [InlineData("""{"action":"form.submit","client":{"uuid":"x"}}""", "invalid_event")]
    [InlineData("""{"action":"form.submit"}""", "valid")]
    public async Task Inspect_EventAsItIsSent_GetsTheCodeOfTheEndpoint(string @event, string code)
    {
        var token = _mint.WithClaims("\"customId\":\"c-17\",\"jti\":\"sent\"");
        using var answer = await _api.PostAsync("tokens/inspect", new StringContent($$"""{"token":"{{token}}","event":{{@event}}}""", Encoding.UTF8, "application/json"));

        var json = await answer.JsonAsync();
        Assert.Equal((code, code == "valid"), (json.GetProperty("code").GetString(), json.GetProperty("valid").GetBoolean()));
        if (@event.Contains("action", StringComparison.Ordinal))
        {
            using var shop = new HttpClient { BaseAddress = _program.Ingest, DefaultRequestHeaders = { { "Authorization", "Bearer " + token } } };
            using var sent = await shop.PostAsync("/v4/events/custom", new StringContent(@event, Encoding.UTF8, "application/json"));
            Assert.Equal(code, sent.StatusCode == HttpStatusCode.Accepted ? "valid" : await sent.CodeAsync());
        }
    }

    [Theory]
    [InlineData("{}", "token required")]
    [InlineData("""{"token":null}""", "token required")]
    [InlineData("""{"token":"","event":null}""", null)]
    [InlineData("""{"token":7}""", "token invalid_type")]
    [InlineData("""{"token":"\ud800"}""", "token invalid_type")]
    [InlineData("""{"token":"x","event":"c-17"}""", "event invalid_type")]
    [InlineData("""{"token":"x","event":{"customId":17}}""", "event.customId invalid_type")]
    [InlineData("""{"token":"x","evnt":{"customId":"c-17"}}""", "evnt unknown_member")]
    [InlineData("""{"token":"x","event":{"customerId":"c-17"}}""", "event.customerId unknown_member")]
    [InlineData("""{"token":"x","event":{"action":"page.visit","customId":"c-17"}}""", "event.customId unknown_member")]
    [InlineData("""{"token":"x","event":{"client":"c-17"}}""", "event.client invalid_type")]
    [InlineData("""{"token":"x","event":{"client":{"customId":null}}}""", "event.client.customId invalid_type")]
    public async Task Inspect_BodyInTheWrongForm_SaysWhatIsWrong(string body, string? error)
    {
        using var answer = await _api.PostAsync("tokens/inspect", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(error is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
        if (error is not null)
        {
            Assert.Equal([error], await answer.ErrorsAsync());
        }
    }

    [Theory]
    [InlineData(9_000, HttpStatusCode.OK)]
    [InlineData(65_000, HttpStatusCode.OK)]
    [InlineData(70_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Inspect_LongToken_IsToldSoAndAnEndlessOneIsNotRead(int length, HttpStatusCode expected)
    {
        using var answer = await _api.PostAsJsonAsync("tokens/inspect", new { token = new string('x', length) });

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.OK)
        {
            Assert.Equal("too_long", (await answer.JsonAsync()).GetProperty("findings")[0].GetProperty("code").GetString());
        }
    }

    private async Task<JsonElement> InspectAsync(string token)
    {
        using var answer = await _api.PostAsJsonAsync("tokens/inspect", new { token });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private async Task DefineAsync(SigningKey key)
    {
        using var answer = await _api.PutAsJsonAsync("certificate", new { pem = key.PublicPem, overwrite = true });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
