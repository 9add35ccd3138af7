using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using EventAuth.Admin.Access;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using RouteAttribute = Microsoft.AspNetCore.Components.RouteAttribute;

namespace EventAuth.Admin.Tests.Access;

/// <summary>Asks the server itself, not the screen: every page and call, for every role.</summary>
public class AccessTableTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    // What the ingest listener alone serves, to everybody: events and the SDK.
    private static readonly string[] s_ofIngest = ["/v4/", "/sdk/"];

    [Fact]
    public void Table_EveryEndpoint_HasARow()
    {
        var mapped = shared.Program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !s_ofIngest.Any(folder => endpoint.RoutePattern.RawText?.StartsWith(folder, StringComparison.Ordinal) == true))
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
    public void Table_EveryRoutablePage_HasARowAndAsksWhoComes()
    {
        var pages = typeof(Program).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any()).ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, page =>
        {
            // Going from one open page to the next uses no endpoint: the router checks, and knows only the page's own attribute.
            Assert.True(page.IsDefined(typeof(AuthorizeAttribute)), page.Name);
            Assert.All(page.GetCustomAttributes<RouteAttribute>(), route => Assert.Contains(AccessRow.All, row => (row.Method, row.Pattern) == ("GET", route.Template)));
        });
    }

    [Fact]
    public void Table_EachAddress_IsOneThatItsRouteTakes() => Assert.All(AccessRow.All, row =>
    {
        // Any other address would be "allowed" for everybody, because there is nothing at it.
        Assert.DoesNotContain('{', row.AddressOrPattern);
        Assert.True(new TemplateMatcher(TemplateParser.Parse(row.Pattern), []).TryMatch(row.AddressOrPattern, []), row.AddressOrPattern);
    });

    [Fact]
    public async Task EveryRow_ThatShowsSomethingOfTheInstallation_IsKeptByNoCache()
    {
        using var browser = shared.Program.NewBrowser();
        (await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword)).Dispose();
        using var api = shared.Program.NewApiClient();
        var findings = new List<string>();
        foreach (var row in AccessRow.All.Where(row => row.Method == "GET" && !row.Pattern.StartsWith("/_", StringComparison.Ordinal) && !row.ShowsNothing))
        {
            using var answer = await (row.IsOfTheApi ? api : browser).GetAsync(row.AddressOrPattern);
            if (answer.StatusCode != HttpStatusCode.Found && answer.Headers.CacheControl?.NoStore != true)
            {
                findings.Add($"{row.Pattern}: {answer.StatusCode}, {answer.Headers.CacheControl}");
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task EveryRow_WhoeverAsks_IsAnsweredWithTheHeadersForBrowsers()
    {
        string[] expected = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"];
        using var browser = shared.Program.NewBrowser();
        browser.DefaultRequestHeaders.Add("Origin", shared.Program.Admin.GetLeftPart(UriPartial.Authority));
        var findings = new List<string>();
        foreach (var row in AccessRow.All)
        {
            using var request = new HttpRequestMessage(new HttpMethod(row.Method), row.AddressOrPattern);
            using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            findings.AddRange(expected.Where(header => !answer.Headers.Contains(header)).Select(header => $"{row.Method} {row.Pattern}: no {header}"));
            findings.AddRange(answer.Headers.Where(header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)).Select(header => $"{row.Method} {row.Pattern}: {header.Key}"));
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task EveryRow_ByCookie_IsWhatTheTableSays()
    {
        var findings = new List<string>();
        var verdicts = AccessRow.All.ToDictionary(row => row, _ => new List<string>());
        foreach (var role in Roles.All.Prepend(null))
        {
            var email = role is null ? null : await shared.Program.AddPersonAsync(role);
            var browser = await ComeAsync(email);
            foreach (var row in AccessRow.All)
            {
                verdicts[row].Add(await AskAsync(browser, row));
                if (row.EndsSignIn)
                {
                    browser.Dispose();
                    browser = await ComeAsync(email);
                }
            }

            browser.Dispose();
        }

        foreach (var row in AccessRow.All)
        {
            Compare(row, row.Cookie, verdicts[row], findings);
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

    // Signing in costs a hash of the password that is slow on purpose: once for each person, not for each row.
    private async Task<HttpClient> ComeAsync(string? email)
    {
        var browser = shared.Program.NewBrowser();
        if (email is not null)
        {
            (await browser.SignInAsync(email, RunningProgram.AdminPassword)).Dispose();
        }

        return browser;
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
