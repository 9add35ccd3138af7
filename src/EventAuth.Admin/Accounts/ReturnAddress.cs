using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>Where to go after signing in: a page of this console, never another site.</summary>
internal static class ReturnAddress
{
    /// <summary>The tab people come for.</summary>
    public const string Home = "/data-management/events/js-sdk-event-settings";

    private const int MaxLength = 2048;

    /// <summary>The wanted address where it is local, else <see cref="Home"/>.</summary>
    public static string From(string? wanted) =>
        wanted is { Length: > 1 and <= MaxLength } && !wanted.Contains('\\', StringComparison.Ordinal) && RedirectHttpResult.IsLocalUrl(wanted) && wanted[0] == '/' ? wanted : Home;
}
