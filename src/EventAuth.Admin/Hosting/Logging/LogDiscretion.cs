using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Hosting.Logging;

/// <summary>
/// Keeps out of the log what the framework writes at its lower levels: addresses with their queries, what is typed on a live page, whole
/// header lines. Among that are links that let somebody in, passwords and what customers are. It holds whatever levels the settings ask
/// for.
/// </summary>
internal sealed class LogDiscretion : IPostConfigureOptions<LoggerFilterOptions>
{
    // The first that fits counts.
    private static readonly (string Category, LogLevel Least)[] Limits =
    [
        // What is wrong with the proof of a form, with a stack trace: anybody can send a cookie that is none.
        ("Microsoft.AspNetCore.Antiforgery", LogLevel.None),

        // What fails is thrown, too, and told where it is caught. A sender that hangs up in the middle is told as an error here.
        ("Microsoft.EntityFrameworkCore.Database.Transaction", LogLevel.None),

        // The address of each request, with its query.
        ("Microsoft.AspNetCore.Hosting", LogLevel.Warning),

        // Ranges of a file that are not there: anybody can ask for them.
        ("Microsoft.AspNetCore.StaticAssets", LogLevel.Error),

        // Where somebody is led to.
        ("Microsoft.AspNetCore.Http", LogLevel.Warning),

        // Messages of live pages with all they carry; header lines that cannot be read; paths.
        ("Microsoft.AspNetCore", LogLevel.Information),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        var rules = options.Rules.ToList();
        options.Rules.Clear();
        options.Rules.Add(new LoggerFilterRule(providerName: null, categoryName: null, options.MinLevel, Limited(null)));
        foreach (var rule in rules)
        {
            options.Rules.Add(new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, Limited(rule.Filter)));
        }
    }

    private static Func<string?, string?, LogLevel, bool> Limited(Func<string?, string?, LogLevel, bool>? filter) =>
        (provider, category, level) => level >= LeastOf(category) && (filter is null || filter(provider, category, level));

    private static LogLevel LeastOf(string? category)
    {
        foreach (var (prefix, least) in Limits)
        {
            if (category?.StartsWith(prefix, StringComparison.Ordinal) == true)
            {
                return least;
            }
        }

        return LogLevel.Trace;
    }
}
