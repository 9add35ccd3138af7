using System.Net;
using EventAuth.Admin.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Accounts;

public class AccessTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public async Task Endpoints_OpenToEverybody_AreTheseAndNoOthers()
    {
        var program = shared.Program;
        var open = program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.All(item => item.GetType().Name != "StaticAssetDescriptor"))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.Trim('/'))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "/healthz", "/invitation", "/openapi/{documentName}.json", "/readyz", "/recovery", "/sdk/eventauth-proof.mjs",
                "/sdk/eventauth.js", "/sdk/eventauth.mjs", "/setup", "/sign-in", "/sign-in/code", "/sign-out", "/v4/events/added-to-cart",
                "/v4/events/added-to-favorites", "/v4/events/appeared-in-location", "/v4/events/application-started", "/v4/events/batch",
                "/v4/events/cancelled-transaction", "/v4/events/custom", "/v4/events/hit-timer", "/v4/events/logged-in",
                "/v4/events/logged-out", "/v4/events/registered", "/v4/events/removed-from-cart", "/v4/events/searched",
                "/v4/events/shared", "/v4/events/visited-screen",
            ],
            open);
    }

    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("/_blazor/disconnect")]
    public async Task LiveConnection_NotSignedIn_IsRefused(string path)
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync(path, content: null)).StatusCode);
    }

    [Fact]
    public async Task StaticFile_NotSignedIn_IsServed()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();

        using var answer = await browser.GetAsync("/theme.css");

        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Api_WithTheCookieOfAPerson_IsUnauthorized()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();
        await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/policy")).StatusCode);
    }

    [Fact]
    public async Task Page_WithTheKeyOfAProgram_LeadsToSignIn()
    {
        var program = shared.Program;
        using var browser = program.NewBrowser();
        browser.DefaultRequestHeaders.Authorization = new("Bearer", RunningProgram.ApiKey);

        using var answer = await browser.GetAsync("/");

        Assert.StartsWith("/sign-in", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Bearer")]
    [InlineData("Bearer", "Bearer error=\"invalid_token\"")]
    [InlineData("Bearer wrong", "Bearer error=\"invalid_token\"")]
    [InlineData("Basic YTpi", "Bearer error=\"invalid_token\"")]
    [InlineData("Bearer " + RunningProgram.ApiKey + "x", "Bearer error=\"invalid_token\"")]
    public async Task Api_WithoutARightKey_IsUnauthorizedWithChallenge(string? authorization, string challenge)
    {
        var program = shared.Program;
        using var client = new HttpClient { BaseAddress = program.Admin };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization is null ? [] : [authorization]);

        using var answer = await client.GetAsync("/api/v1/policy");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(challenge, answer.Headers.WwwAuthenticate.ToString());
        Assert.Contains("\"code\":\"unauthorized\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
