namespace EventAuth.Admin.Hosting;

/// <summary>
/// Lets only pages of this console open live connections, and ends these as soon as the program is told to stop: they would go on for ever,
/// and the stop would wait for them.
/// </summary>
internal static class LiveConnections
{
    private static readonly PathString LivePath = "/_blazor";

    public static IApplicationBuilder UseLiveConnections(this IApplicationBuilder app, IHostApplicationLifetime lifetime) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(LivePath, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        if (!LiveConnectionOrigin.IsOwn(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        // A page tries to connect again at once; while the program stops, that is refused too.
        var stopping = lifetime.ApplicationStopping;
        using var ending = stopping.Register(context.Abort);
        if (!stopping.IsCancellationRequested)
        {
            await next(context);
        }
    });
}
