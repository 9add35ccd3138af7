using EventAuth.Ingest;

namespace EventAuth.Admin.Transport;

/// <summary>Distinguishes connections that send requests from those that send none, for the seats of their listener.</summary>
internal static class ConnectionUse
{
    /// <summary>
    /// Marks the connection of each request that is not refused, as soon as its answer begins; one that becomes a live connection
    /// permanently.
    /// </summary>
    public static IApplicationBuilder UseConnectionMarks(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Watch.Arrived(context);
        context.Response.OnStarting(MarkAsync, context);
        return next(context);
    });

    /// <summary>
    /// Marks the connection of each request: as active when the request begins, because its sender may act on the answer before the request
    /// has ended here; as used when it was not refused.
    /// </summary>
    public static ArrivalWatch Watch { get; } = new(
        context => context.Features.Get<SeatedConnection>()?.IsActive = true,
        context => context.Features.Get<SeatedConnection>()?.MarkUsed());

    private static Task MarkAsync(object state)
    {
        var context = (HttpContext)state;
        if (context.Response.StatusCode < StatusCodes.Status400BadRequest && context.Features.Get<SeatedConnection>() is { } connection)
        {
            connection.IsLive = context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols;
            connection.MarkUsed();
        }

        return Task.CompletedTask;
    }
}
