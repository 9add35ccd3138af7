using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using MudBlazor;
using MudBlazor.Services;

namespace EventAuth.Admin.Tests.Components.Kit;

/// <summary>The stylesheet theme.css, which browsers read, and <see cref="ConsoleTheme"/>, which it is made from.</summary>
public sealed partial class ThemeFileTests
{
    private const string Head = "/* Made from ConsoleTheme.cs; a test compares them. Change the colours there; the test then says what to put here. */\n";

    [Fact]
    public async Task File_BesideTheTheme_SaysWhatTheLibraryWouldSay()
    {
        var written = Path.Combine(Path.GetTempPath(), "eventauth-theme.css");
        var expected = await ExpectedAsync();
        await File.WriteAllTextAsync(written, expected);

        Assert.True(expected == await File.ReadAllTextAsync(FileOfTheme()), $"theme.css differs from the theme; what it should be lies in {written}.");
    }

    private static async Task<string> ExpectedAsync()
    {
        var light = await VariablesAsync(dark: false);
        var dark = (await VariablesAsync(dark: true)).Except(light).ToList();
        var file = new StringBuilder(Head);
        Append(file, ":root", ["color-scheme: light dark;", .. light]);
        file.Append("@media (prefers-color-scheme: dark) {\n");
        Append(file, ":root:not([data-theme=light])", dark);
        file.Append("}\n");
        Append(file, ":root[data-theme=light]", ["color-scheme: light;"]);
        Append(file, ":root[data-theme=dark]", ["color-scheme: dark;", .. dark]);
        return file.ToString();
    }

    // A line for each colour with all its tones, and for each size.
    private static void Append(StringBuilder file, string selector, IEnumerable<string> variables)
    {
        file.Append(selector).Append(" {\n");
        foreach (var subject in variables.GroupBy(variable => Subject().Match(variable).Value))
        {
            file.Append("  ").AppendJoin(' ', subject).Append('\n');
        }

        file.Append("}\n");
    }

    private static async Task<List<string>> VariablesAsync(bool dark)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMudServices();
        services.AddSingleton<IJSRuntime, NoBrowser>();
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MudThemeProvider.Theme)] = ConsoleTheme.Theme,
            [nameof(MudThemeProvider.IsDarkMode)] = dark,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString());
        return [.. Variable().Matches(html).Select(match => match.Value)];
    }

    private static string FileOfTheme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EventAuth.Admin.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The solution is above the tests.");
        }

        return Path.Combine(folder.FullName, "src", "EventAuth.Admin", "wwwroot", "theme.css");
    }

    [GeneratedRegex("^(?:--mud-[a-z0-9]+-[a-z0-9]+|[^:]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Subject();

    [GeneratedRegex("--mud-[^;{}]+;", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => default;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => default;
    }
}
