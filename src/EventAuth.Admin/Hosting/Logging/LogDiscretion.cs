using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Hosting.Logging;

/// <summary>
/// Keeps what the framework writes at its lower levels out of the log: addresses with their queries, what is typed on a live page, whole
/// header lines. This includes links that grant access, passwords and customer data. It applies whatever levels the settings ask
/// for.
/// </summary>
internal sealed class LogDiscretion : IPostConfigureOptions<LoggerFilterOptions>
{
    // The first match counts.
    private static readonly (string Category, LogLevel Least)[] Limits =
    [
        // Failures of antiforgery tokens, with a stack trace: anybody can send an invalid cookie.
        ("Microsoft.AspNetCore.Antiforgery", LogLevel.None),

        // Failures are thrown, too, and logged where they are caught. A sender that disconnects in the middle would be an error here.
        ("Microsoft.EntityFrameworkCore.Database.Transaction", LogLevel.None),

        // The address of each request, with its query.
        ("Microsoft.AspNetCore.Hosting", LogLevel.Warning),

        // Ranges of a file that do not exist: anybody can ask for them.
        ("Microsoft.AspNetCore.StaticAssets", LogLevel.Error),

        // Targets of redirects.
        ("Microsoft.AspNetCore.Http", LogLevel.Warning),

        // Messages of live pages with their content; header lines that cannot be parsed; paths.
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
