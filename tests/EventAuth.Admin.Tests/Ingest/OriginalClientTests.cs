using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Api;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Ingest;

/// <summary>
/// A client made for the original product, with only the address changed: it asks for <c>application/json</c>, makes the salt of time, action
/// and uuid, and shows only the <c>detail</c> of an error.
/// </summary>
public sealed class OriginalClientTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Uuid = "07243772-008a-42e1-ba37-c3807cebde8f";

    private const string Client =
        """
        {"uuid":"07243772-008a-42e1-ba37-c3807cebde8f","email":"anna@shop.example","customId":"c-17","firstName":"Anna","lastName":"Nová","displayName":null,
         "phone":"+420 600 000 000","birthDate":"1987-10-24","sex":"FEMALE","company":"","city":"Brno","zipCode":"602 00","countryCode":"CZ",
         "attributes":{"loyaltyPoints":120,"newsletter":true,"favouriteShop":"Brno"}}
        """;

    [Theory]
    [InlineData("page.visit", "Page visit", """{"uri":"https://shop.example/","title":"Domů"}""")]
    [InlineData("product.view", "Product view", """{"sku":"A-17","finalUnitPrice":{"amount":19.9,"currency":"EUR"},"categories":["a","a > b"]}""")]
    [InlineData("product.addReview", "Review", """{"sku":"A-17","rating":5,"text":"Skvělé 👍"}""")]
    [InlineData("product.addToCart", "Cart", "{}")]
    [InlineData("an-event.of_the-shop.32-letters.", "Longest name", "{}")]
    public async Task Send_EventAsTheClientMakesIt_IsTakenOnce(string action, string label, string parameters)
    {
        var body = Event(action, label, Client, parameters);

        using var first = await SendAsync(body);
        using var again = await SendAsync(body);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, again.StatusCode));
        Assert.Equal("application/json", first.Content.Headers.ContentType?.ToString());
        Assert.Equal((await first.JsonAsync()).GetProperty("eventId").GetString(), (await again.JsonAsync()).GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task Send_SameEventAMomentLater_IsAnotherEvent()
    {
        using var first = await SendAsync(Event("product.view", "Product view", Client, "{}", second: 0));
        using var later = await SendAsync(Event("product.view", "Product view", Client, "{}", second: 1));

        Assert.NotEqual((await first.JsonAsync()).GetProperty("eventId").GetString(), (await later.JsonAsync()).GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task Send_TimeWithMicroseconds_IsKeptInUtc()
    {
        const string uuid = "11111111-008a-42e1-ba37-c3807cebde8f";
        using var sent = await SendAsync(Event("page.visit", "Page visit", $$"""{"uuid":"{{uuid}}"}""", "{}"));
        using var api = shared.Program.NewApiClient();

        var activity = Assert.Single(await api.ReadAllAsync($"profiles/{uuid}/activities?limit=10"));

        Assert.Equal("2025-11-22T09:15:00.123Z", activity.GetProperty("time").GetString());
    }

    [Theory]
    [InlineData("page.visit", Client, "[]", "params: Must be an object, and [] was sent")]
    [InlineData("page.visit", "[]", "{}", "client: Must be an object, and [] was sent")]
    [InlineData("page.visit", """{"uuid":"07243772-008a-42e1-ba37-c3807cebde8f","attributes":[]}""", "{}", "client.attributes: Must be an object, and [] was sent")]
    [InlineData("page.visit", """{"uuid":"07243772-008a-42e1-ba37-c3807cebde8f","agreements":{"email":"enabled"}}""", "{}", "client.agreements: Must be")]
    [InlineData("page.visit", """{"uuid":"07243772-008a-42e1-ba37-c3807cebde8f","tags":["vip"]}""", "{}", "client.tags: Must be")]
    [InlineData("page.visit", """{"uuid":"07243772-008a-42e1-ba37-c3807cebde8f","customId":17}""", "{}", "client.customId: Must be a string, and a number was sent")]
    [InlineData("page.visit", """{"email":"anna@shop.example"}""", "{}", "client.uuid: Required without a token.")]
    [InlineData("page visit", Client, "{}", "action: An event's name has")]
    [InlineData("form.submit", Client, "{}", "only accepted with a token")]
    [InlineData("page.visit", Client, """{"price":NaN}""", "NaN is not JSON")]
    [InlineData("page.visit", Client, "{},", "a trailing comma")]
    public async Task Send_EventThatIsRefused_SaysWhyInJsonTheClientShows(string action, string client, string parameters, string says)
    {
        using var answer = await SendAsync(Event(action, "Label", client, parameters));

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains(says, (await answer.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer not.a.token", "The token was not accepted.")]
    [InlineData("Basic dXNlcjpwYXNz", "The token was not accepted.")]
    public async Task Send_WithAnotherCredential_SaysWhyInJsonTheClientShows(string authorization, string says)
    {
        using var answer = await SendAsync(Event("page.visit", "Page visit", Client, "{}"), ("Authorization", authorization));

        Assert.Equal((HttpStatusCode.Unauthorized, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Contains(says, (await answer.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static string Event(string action, string label, string client, string parameters, int second = 0)
    {
        var moment = new DateTimeOffset(2025, 11, 22, 10, 15, second, TimeSpan.FromHours(1)).AddMicroseconds(123_456);
        var time = moment.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
        var salt = string.Create(CultureInfo.InvariantCulture, $"{moment.ToUnixTimeSeconds()}_{action.Replace(' ', '_')}_{Uuid}");
        Assert.InRange(salt.Length, 48, 80);
        return $$"""{"label":{{JsonSerializer.Serialize(label)}},"client":{{client}},"action":"{{action}}","time":"{{time}}","eventSalt":"{{salt}}","params":{{parameters}}}""";
    }

    private async Task<HttpResponseMessage> SendAsync(string body, params (string Name, string Value)[] headers)
    {
        using var site = new HttpClient { DefaultRequestHeaders = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shared.Program.Ingest, "/v4/events/custom"));
        request.Content = new StringContent(body, Encoding.UTF8);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in headers.Prepend(("Api-Version", "4.4")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await site.SendAsync(request);
    }
}
