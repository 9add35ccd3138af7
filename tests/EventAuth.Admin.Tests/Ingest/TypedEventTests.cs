using System.Net;
using System.Text;
using EventAuth.Admin.Tests.Api;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Ingest;

/// <summary>A typed event of the original's clients is stored as the same event as that of <c>custom</c>.</summary>
public sealed class TypedEventTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Theory]
    [InlineData("logged-in", "client.login")]
    [InlineData("logged-out", "client.logout")]
    [InlineData("registered", "client.register")]
    [InlineData("added-to-cart", "product.addToCart")]
    [InlineData("removed-from-cart", "product.removeFromCart")]
    [InlineData("added-to-favorites", "product.addToFavorite")]
    [InlineData("searched", "client.search")]
    [InlineData("shared", "client.shared")]
    [InlineData("visited-screen", "screen.view")]
    [InlineData("cancelled-transaction", "transaction.cancel")]
    [InlineData("hit-timer", "client.hitTimer")]
    [InlineData("application-started", "client.applicationStarted")]
    [InlineData("appeared-in-location", "client.location")]
    public async Task Send_TypedEventAndTheSameToCustom_IsOneEventOfItsAction(string name, string action)
    {
        var uuid = Guid.NewGuid().ToString();
        var body = $$$"""
            {"label":"A label","client":{"uuid":"{{{uuid}}}"},"params":{"sku":"A-17"},"time":"2025-11-22T10:15:00.000+01:00","eventSalt":"1763802900_{{{uuid}}}"}
            """;
        using var site = new HttpClient();
        using var api = shared.Program.NewApiClient();

        using var typed = await SendAsync(site, name, body);
        using var custom = await SendAsync(site, "custom", $$"""{"action":"{{action}}",{{body[1..]}}""");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (typed.StatusCode, custom.StatusCode));
        var answer = await typed.JsonAsync();
        Assert.Equal((await custom.JsonAsync()).GetRawText(), answer.GetRawText());
        var activity = Assert.Single(await api.ReadAllAsync($"profiles/{uuid}/activities?limit=10"));
        Assert.Equal((answer.GetProperty("eventId").GetString(), action), (activity.GetProperty("eventId").GetString(), activity.GetProperty("action").GetString()));
        Assert.Equal(("A label", "A-17"), (activity.GetProperty("label").GetString(), activity.GetProperty("params").GetProperty("sku").GetString()));
    }

    [Fact]
    public async Task Send_AnotherActionThanThePath_IsRefusedInWords()
    {
        using var site = new HttpClient();

        using var answer = await SendAsync(site, "shared", """{"action":"page.visit","client":{"uuid":"07243772-008a-42e1-ba37-c3807cebde8f"}}""");

        Assert.Equal(["action contradicts_path"], await answer.ErrorsAsync());
        Assert.Contains("client.shared", (await answer.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(HttpClient site, string name, string body) => site.PostAsync(
        new Uri(shared.Program.Ingest, "/v4/events/" + name), new StringContent(body, Encoding.UTF8, "application/json"));
}
