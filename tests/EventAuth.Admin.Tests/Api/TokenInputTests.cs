using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Admin.Tests.Api;

/// <summary>
/// The table of headers that senders really send: each is sent to ingest and to the inspector, and both name the same first cause.
/// </summary>
public sealed class TokenInputTests : IAsyncLifetime
{
    private readonly TokenMint _mint = new(TimeProvider.System.GetUtcNow());
    private RunningProgram _program = null!;
    private HttpClient _api = null!;
    private HttpClient _shop = null!;

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartReadyAsync();
        _api = _program.NewApiClient();
        _shop = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = _program.Ingest };
        foreach (var key in (SigningKey[])[TokenMint.Former, TokenMint.InForce])
        {
            using var answer = await _api.PutAsJsonAsync("certificate", new { pem = key.PublicPem, overwrite = true });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        _shop.Dispose();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task Cause_OfEachInput_IsTheSameInRecordAndInspector()
    {
        var differences = new List<string>();
        var answers = new Dictionary<string, HashSet<string>>();
        foreach (var (input, number) in TokenInput.All.Select((input, number) => (input, number)))
        {
            var header = input.ToHeader(_mint);
            using var answer = await SendAsync(header, "input.n" + number);
            Assert.Equal((HttpStatusCode.Unauthorized, input.Code), (answer.StatusCode, await answer.CodeAsync()));
            (answers.TryGetValue(input.Code, out var texts) ? texts : answers[input.Code] = []).Add(
                await answer.Content.ReadAsStringAsync() + string.Join(' ', answer.Headers.WwwAuthenticate));

            var recorded = await CauseAsync("input.n" + number);
            var inspected = await InspectAsync("Authorization: " + header, input.Code);
            var pasted = input.OnlyAsHeader ? inspected : await InspectAsync(header, input.Code);
            if ((recorded, inspected, pasted) != (input.Cause, input.Cause, input.Cause))
            {
                differences.Add($"{input.Kind}, {input.Header}: {input.Cause}, but recorded {recorded}, inspected {inspected}, pasted {pasted}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(TokenInput.All.Count >= 45);
        Assert.All(answers.Values, texts => Assert.Single(texts));
    }

    [Fact]
    public async Task Cause_OfTwoHeaders_IsThatThereAreTwo()
    {
        using var request = NewRequest("input.two");
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + _mint.Good(), "Bearer " + _mint.Good()]);
        using var answer = await _shop.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("several_tokens", await CauseAsync("input.two"));
    }

    [Fact]
    public async Task Record_OfABadToken_HoldsNothingOfIt()
    {
        var token = TokenMint.Stranger.SignCompact(TokenMint.Header, _mint.Claims());
        using var answer = await SendAsync("Bearer " + token, "input.secret");
        await CauseAsync("input.secret");

        var record = await _api.GetStringAsync("decisions?action=input.secret");
        Assert.All(token.Split('.'), part => Assert.DoesNotContain(part, record, StringComparison.Ordinal));
        Assert.DoesNotContain("c-17", record, StringComparison.Ordinal);
        Assert.All(token.Split('.'), part => Assert.DoesNotContain(part, _program.Log.Text, StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> SendAsync(string header, string action)
    {
        using var request = NewRequest(action);
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", header));
        return await _shop.SendAsync(request);
    }

    private static HttpRequestMessage NewRequest(string action) => new(HttpMethod.Post, "/v4/events/custom")
    {
        Content = JsonContent.Create(new { action, client = new { uuid = "5f0c1a2b-0000-4000-8000-00000000000a" } }),
    };

    // Rejections are recorded a moment after they are answered.
    private async Task<string?> CauseAsync(string action)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            var items = (await _api.ReadAsync("decisions?action=" + action)).GetProperty("items");
            if (items.GetArrayLength() > 0)
            {
                return items[0].GetProperty("cause").GetString();
            }

            await ticks.WaitForNextTickAsync();
        }
    }

    private async Task<string?> InspectAsync(string token, string code)
    {
        using var answer = await _api.PostAsJsonAsync("tokens/inspect", new { token });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.JsonAsync();
        var first = json.GetProperty("findings")[0];
        Assert.Equal((code, "wrong"), (json.GetProperty("code").GetString(), first.GetProperty("severity").GetString()));
        Assert.Equal(json.GetProperty("cause").GetString(), first.GetProperty("code").GetString());
        Assert.NotEmpty(first.GetProperty("remedy").GetString()!);
        return first.GetProperty("code").GetString();
    }
}
