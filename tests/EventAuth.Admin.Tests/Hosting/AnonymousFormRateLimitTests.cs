using System.Net;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Hosting;

/// <summary>The limit for each address of the forms that are open to everybody.</summary>
public class AnonymousFormRateLimitTests
{
    [Theory]
    [InlineData("/setup")]
    [InlineData("/invitation")]
    [InlineData("/recovery")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/code")]
    public async Task Form_SentMoreOftenThanAnAddressMay_IsRefusedUnreadAndOthersAreNot(string path)
    {
        await using var program = await RunningProgram.StartReadyAsync("--RateLimits:SignInPerMinute=2");
        using var client = program.NewBrowser();
        using var stranger = program.NewBrowser(IPAddress.Parse("127.0.0.2"));
        for (var i = 0; i < 2; i++)
        {
            using var looked = await PostAsync(client, path);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, looked.StatusCode);
        }

        using var refused = await PostAsync(client, path, new string('x', 100_000));
        using var passed = await PostAsync(stranger, path);
        using var page = await client.GetAsync(path + "?code=any");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.True(refused.Headers.CacheControl!.NoStore);
        Assert.Contains("Too many attempts from this address.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, passed.StatusCode);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, page.StatusCode);
    }

    [Fact]
    public async Task Forms_OfEachKind_CountTogether()
    {
        await using var program = await RunningProgram.StartReadyAsync("--RateLimits:SignInPerMinute=3");
        using var client = program.NewBrowser();
        foreach (var path in (string[])["/setup", "/invitation", "/recovery"])
        {
            (await PostAsync(client, path)).Dispose();
        }

        using var refused = await client.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Empty(await program.AuditAsync("&action=sign-in.succeeded"));
    }

    [Fact]
    public async Task Link_WhoseFormWasRefused_IsAsGoodAsBefore()
    {
        await using var program = await RunningProgram.StartAsync("--RateLimits:SignInPerMinute=1");
        using var client = program.NewBrowser();
        using var other = program.NewBrowser(IPAddress.Parse("127.0.0.2"));
        (await PostAsync(client, "/setup")).Dispose();
        (string, string)[] typed = [("email", RunningProgram.AdminEmail), ("password", "vase tulip gravel")];

        using var refused = await client.SubmitAsync(program.SetupLink, typed);
        using var made = await other.SubmitAsync(program.SetupLink, typed);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
    }

    [Fact]
    public async Task Forms_OpenToEverybody_AreAllLimitedButTheOneThatSignsOut()
    {
        await using var program = await RunningProgram.StartAsync();
        var unlimited = program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/v4/", StringComparison.Ordinal) != true)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) == true)
            .Where(endpoint => endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != AnonymousFormRateLimit.Name)
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Equal(["/sign-out"], unlimited);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string code = "guessed") =>
        client.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("code", code)]));
}
