namespace EventAuth.Admin.Components.Times;

/// <summary>What the times on the pages need.</summary>
internal static class TimesServices
{
    /// <summary>Adds the browser's time zone and the clock of a page, one of each a circuit.</summary>
    public static IServiceCollection AddTimes(this IServiceCollection services) =>
        services.AddScoped<BrowserTimeZone>().AddScoped<PageClock>();
}
