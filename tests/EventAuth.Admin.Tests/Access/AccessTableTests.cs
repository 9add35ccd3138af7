using System.Net;
using System.Net.Http.Headers;
using EventAuth.Admin.Access;
using EventAuth.Admin.Hosting.Listeners;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Access;

/// <summary>Asks the server itself, not the screen: every page and call, by everybody.</summary>
public class AccessTableTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public void Table_EveryEndpoint_HasARow()
    {
        var mapped = shared.Program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ListenerMetadata>()?.Listener != Listener.Ingest)
            .Where(endpoint => endpoint.Metadata.All(item => item.GetType().Name != "StaticAssetDescriptor"))
            .SelectMany(
                endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"],
                (endpoint, method) => $"{method} /{endpoint.RoutePattern.RawText?.Trim('/')}")
            .Where(call => !call.StartsWith("HEAD ", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(AccessRow.All.Select(row => $"{row.Method} {row.Pattern}").Order(StringComparer.Ordinal), mapped);
    }

    [Fact]
    public async Task EveryRow_ByCookie_IsWhatTheTableSays()
    {
        var findings = new List<string>();
        foreach (var row in AccessRow.All)
        {
            var verdicts = new List<string>();
            foreach (var role in Roles.All.Prepend(null))
            {
                // A browser of its own for each, since signing out is one of the calls.
                using var browser = shared.Program.NewBrowser();
                if (role is not null)
                {
                    (await browser.SignInAsync(await shared.Program.AddPersonAsync(role), RunningProgram.AdminPassword)).Dispose();
                }

                verdicts.Add(await AskAsync(browser, row));
            }

            Compare(row, row.Cookie, verdicts, findings);
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task EveryRow_ByApiKey_IsWhatTheTableSays()
    {
        var findings = new List<string>();
        var keys = new List<string?> { null };
        foreach (var role in Roles.All)
        {
            keys.Add(await shared.Program.AddKeyAsync(role));
        }

        foreach (var row in AccessRow.All)
        {
            var verdicts = new List<string>();
            foreach (var key in keys)
            {
                using var client = shared.Program.NewBrowser();
                client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
                verdicts.Add(await AskAsync(client, row));
            }

            Compare(row, row.Key, verdicts, findings);
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static void Compare(AccessRow row, string expected, List<string> verdicts, List<string> findings)
    {
        if (string.Join(' ', verdicts) is var found && found != expected)
        {
            findings.Add($"{row.Method} {row.Pattern}: {found} instead of {expected}");
        }
    }

    private static async Task<string> AskAsync(HttpClient client, AccessRow row)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), row.AddressOrPattern);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture),
            HttpStatusCode.Found when answer.Headers.Location?.ToString().StartsWith("/sign-in?", StringComparison.Ordinal) == true => "sign-in",
            HttpStatusCode.InternalServerError => "500",
            _ => "allowed",
        };
    }
}
