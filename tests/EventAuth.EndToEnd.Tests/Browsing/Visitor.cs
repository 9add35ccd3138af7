using System.Collections.Concurrent;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>A person with their own browser, and all problems that their browser reported.</summary>
public sealed class Visitor
{
    private const string SignInCookie = "EventAuth.SignIn";

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly Uri _console;
    private readonly SharedProgram? _shared;
    private readonly List<string> _refusals = [];
    private bool _serverGoesAway;

    private Visitor(Uri console, SharedProgram? shared, IBrowserContext context, IPage page)
    {
        _console = console;
        _shared = shared;
        Context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // Chromium reports violations of the content security policy here too.
            if (message.Type == "error" || message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                _complaints.Enqueue($"{page.Url}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
        // From the start, because enabling it takes effect only some time after the key or click that opens one.
        page.FileChooser += (_, _) => { };
        page.Crash += (_, _) => _complaints.Enqueue($"{page.Url}: crashed");
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What a visit without problems does not have: console errors, policy violations, script errors.</summary>
    public IReadOnlyCollection<string> Complaints =>
        [.. _complaints.Where(complaint => !(_serverGoesAway && IsAboutConnection(complaint))
            && !_refusals.Exists(refusal => complaint.Contains(refusal, StringComparison.Ordinal)))];

    internal static async Task<Visitor> ComeAsync(Uri console, VisitorOptions options, SharedProgram? shared = null)
    {
        var browser = await Chromium.BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = console.ToString(),
            // A proxy of the tests has a certificate that nobody signed.
            IgnoreHTTPSErrors = true,
            ViewportSize = new ViewportSize { Width = options.Width, Height = 900 },
            ReducedMotion = options.WantsReducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            TimezoneId = "Europe/Prague",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(30_000);
        return new Visitor(console, shared, context, await context.NewPageAsync());
    }

    /// <summary>Lost connections are part of this visit: reports of them do not count.</summary>
    public void ExpectServerToGoAway() => _serverGoesAway = true;

    /// <summary>Answers of this status are part of this visit, too; the browser reports them on the console.</summary>
    public void ExpectRefusal(int status) => _refusals.Add($"status of {status}");

    /// <summary>Requests to another origin that its answer does not allow are part of this visit.</summary>
    public void ExpectCorsRefusal() => _refusals.Add("blocked by CORS policy");

    /// <summary>
    /// Signs in as the first administrator and comes back to the page asked for. If the program is shared and an earlier test has signed
    /// in, uses the cookie of that sign-in.
    /// </summary>
    public async Task SignInAsync(string path = EventSettingsTab.Address)
    {
        if (_shared?.SignIn is { } cookie)
        {
            await Context.AddCookiesAsync(
                [new Cookie { Name = SignInCookie, Value = cookie, Url = _console.ToString(), HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
            await Page.GotoAsync(path);
            await Page.IsAtAsync(path);
            return;
        }

        await SignInAsync(AdminProgram.AdminEmail, AdminProgram.AdminPassword, path);
        if (_shared is not null)
        {
            _shared.SignIn = (await Context.CookiesAsync()).Single(made => made.Name == SignInCookie).Value;
        }
    }

    /// <summary>Signs in with the form and comes back to the page asked for.</summary>
    public async Task SignInAsync(string email, string password, string path)
    {
        await Page.GotoAsync(path);
        await Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Page.IsAtAsync(path);
    }

    /// <summary>Signs in and opens the tab "JS SDK event settings".</summary>
    public async Task<EventSettingsTab> OpenSettingsAsync()
    {
        await SignInAsync();
        var tab = new EventSettingsTab(Page);
        await tab.ShownAsync();
        return tab;
    }

    /// <summary>The address of a path on the admin listener.</summary>
    public Uri Address(string path) => new(_console, path);

    private static bool IsAboutConnection(string complaint) =>
        complaint.Contains("ERR_CONNECTION", StringComparison.Ordinal)
        || complaint.Contains("WebSocket", StringComparison.Ordinal)
        || complaint.Contains("Failed to fetch", StringComparison.Ordinal)
        || complaint.Contains("Failed to load resource", StringComparison.Ordinal)
        || complaint.Contains("Connection disconnected", StringComparison.Ordinal)
        || complaint.Contains("the connection is not in the 'Connected' State", StringComparison.Ordinal)
        || complaint.Contains("Circuit host not initialized", StringComparison.Ordinal)
        || complaint.Contains("Failed to complete negotiation", StringComparison.Ordinal)
        || complaint.Contains("Failed to start the connection", StringComparison.Ordinal);
}
