using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Api;

/// <summary>The customer's rights over HTTP: export, deletion, and the end of tokens.</summary>
public sealed class CustomerApiTests : IAsyncLifetime
{
    private const string Uuid = "5f0c1a2b-0000-4000-8000-00000000000a";
    private const string Other = "5f0c1a2b-0000-4000-8000-00000000000b";
    private RunningProgram _program = null!;
    private HttpClient _api = null!;

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartReadyAsync();
        _api = _program.NewApiClient();
        using var defined = await _api.PutAsync("certificate", JsonSerializer.Serialize(new { pem = SigningKey.Shared.PublicPem }));
        defined.EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task Export_OfACustomer_HoldsAllThatTheOtherCallsTell()
    {
        for (var i = 0; i < 3; i++)
        {
            await AcceptAsync(new { action = $"step.{i}", client = new { uuid = Uuid }, time = $"2026-01-01T10:00:0{i}Z" }, Token());
        }

        await AcceptAsync(new { action = "form.submit", client = new { uuid = Uuid, city = "Wien", firstName = "Åsa" }, @params = new { form = "newsletter" } }, Token());
        await AcceptAsync(new { action = "page.visit", client = new { uuid = Other } });

        using var answer = await _api.GetAsync($"profiles/{Uuid.ToUpperInvariant()}/export");
        var file = await answer.JsonAsync();

        Assert.Equal($"attachment; filename=\"customer-{Uuid}.json\"", answer.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.True(JsonElement.DeepEquals(await _api.ReadAsync("profiles/" + Uuid), file.GetProperty("profile")));
        var activities = (await _api.ReadAsync($"profiles/{Uuid}/activities")).GetProperty("items");
        Assert.Equal(4, activities.GetArrayLength());
        Assert.True(JsonElement.DeepEquals(activities, file.GetProperty("activities")));
        Assert.Contains(file.GetProperty("identifiers").EnumerateArray(), link => (Text(link, "kind"), Text(link, "value"), Text(link, "proof")) == ("customId", "c-17", "token"));
        Assert.DoesNotContain(Other, file.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_LongHistory_HoldsEachActivityOnce()
    {
        using var shop = new HttpClient { BaseAddress = _program.Ingest };
        for (var batch = 0; batch < 3; batch++)
        {
            var events = Enumerable.Range(0, 900).Select(i => new { action = "page.visit", client = new { uuid = Uuid } });
            using var sent = await shop.PostAsJsonAsync("/v4/events/batch", events);
            Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        }

        var ids = (await _api.ReadAsync($"profiles/{Uuid}/export")).GetProperty("activities").EnumerateArray().Select(activity => Text(activity, "eventId")).ToList();

        Assert.Equal(2_700, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Delete_ACustomer_IsGoneAndTheNextEventBeginsAnew()
    {
        await AcceptAsync(new { action = "form.submit", client = new { uuid = Uuid, city = "Wien" } }, Token());

        using var deleted = await _api.DeleteAsync("profiles/" + Uuid);
        using var again = await _api.DeleteAsync("profiles/" + Uuid);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (again.StatusCode, await again.CodeAsync()));
        foreach (var call in (string[])["", "/activities", "/export"])
        {
            using var read = await _api.GetAsync("profiles/" + Uuid + call);
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        }

        await AcceptAsync(new { action = "page.visit", client = new { uuid = Uuid } });
        var profile = await _api.ReadAsync("profiles/" + Uuid);
        Assert.Equal("anonymous", Text(profile, "state"));
        Assert.Empty(profile.GetProperty("attributes").EnumerateObject());
    }

    [Fact]
    public async Task EndTokens_OfACustomer_RefusesTheOldOnesAsAnyInvalidToken()
    {
        var old = Token(issuedAt: Seconds() - 10);
        var undated = SigningKey.Shared.Token(new { customId = "c-17" });
        await AcceptAsync(new { action = "form.submit", client = new { uuid = Uuid } }, old);
        await AcceptAsync(new { action = "form.submit", client = new { uuid = Uuid } }, undated);

        using var ended = await _api.PostAsync($"profiles/{Uuid}/end-tokens", content: null);
        var upTo = (await ended.JsonAsync()).GetProperty("issuedUpTo").GetDateTimeOffset();

        foreach (var token in (string[])[old, undated, SigningKey.Shared.Token(new { email = "nobody@shop.example", uuid = Uuid })])
        {
            using var one = await SendAsync("custom", new { action = "form.submit", client = new { uuid = Uuid } }, token);
            using var forged = await SendAsync("custom", new { action = "form.submit", client = new { uuid = Uuid } }, SigningKey.Other.Token(new { customId = "c-17" }));
            using var batch = await SendAsync("batch", new[] { new { action = "form.submit", client = new { uuid = Uuid } } }, token);
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), (one.StatusCode, await one.CodeAsync()));
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), (batch.StatusCode, await batch.CodeAsync()));
            Assert.Equal(await forged.Content.ReadAsStringAsync(), await one.Content.ReadAsStringAsync());
        }

        await AcceptAsync(new { action = "form.submit", client = new { uuid = Uuid } }, Token(issuedAt: upTo.ToUnixTimeSeconds() + 1));
        await AcceptAsync(new { action = "form.submit", client = new { uuid = Other } }, SigningKey.Shared.Token(new { customId = "c-18", iat = Seconds() - 10 }));
        var causes = (await _api.ReadAsync("decisions?code=invalid_token")).GetProperty("items").EnumerateArray().Select(decision => Text(decision, "cause")).ToHashSet();
        Assert.Contains("ended", causes);
    }

    [Fact]
    public async Task EndTokens_OfNobody_IsNotFound()
    {
        using var answer = await _api.PostAsync($"profiles/{Uuid}/end-tokens", content: null);

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Rights_Used_AreRecordedByTheKeyWithoutPersonalData()
    {
        await AcceptAsync(new { action = "form.submit", client = new { uuid = Uuid } }, Token());
        using var exported = await _api.GetAsync($"profiles/{Uuid}/export");
        using var ended = await _api.PostAsync($"profiles/{Uuid}/end-tokens", content: null);
        using var deleted = await _api.DeleteAsync("profiles/" + Uuid);

        var entries = (await _api.ReadAsync("audit?limit=3")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["customer.deleted", "customer.tokens.ended", "customer.exported"], entries.Select(entry => Text(entry, "action")));
        Assert.Single(entries.Select(entry => Text(entry, "subject")).Distinct(StringComparer.Ordinal));
        Assert.All(entries, entry =>
        {
            Assert.DoesNotContain(Uuid, entry.GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("c-17", entry.GetRawText(), StringComparison.OrdinalIgnoreCase);
        });
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member.GetString() : null;

    private static long Seconds() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static string Token(long? issuedAt = null) => SigningKey.Shared.Token(new { uuid = Uuid, customId = "c-17", iat = issuedAt ?? Seconds() });

    private async Task AcceptAsync(object body, string? token = null)
    {
        using var answer = await SendAsync("custom", body, token);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string call, object body, string? token)
    {
        using var shop = new HttpClient { BaseAddress = _program.Ingest };
        shop.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return await shop.PostAsJsonAsync("/v4/events/" + call, body);
    }
}
