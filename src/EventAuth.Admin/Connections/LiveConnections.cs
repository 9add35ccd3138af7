using System.Net.WebSockets;

namespace EventAuth.Admin.Connections;

/// <summary>
/// Lets only pages of this console open live connections, and closes them as soon as the program is told to stop: they would never end
/// by themselves, and the stop would wait for them.
/// </summary>
internal static class LiveConnections
{
    private static readonly PathString LivePath = "/_blazor";

    // Here a page whose connection is not up asks for the cause: a plain request first, then a WebSocket.
    private static readonly PathString CheckPath = LivePath + "/check";

    public static IApplicationBuilder UseLiveConnections(this IApplicationBuilder app, IHostApplicationLifetime lifetime)
    {
        var faults = ActivatorUtilities.CreateInstance<ConnectionFaultLog>(app.ApplicationServices);
        return app.UseWhen(
            context => context.Request.Path.StartsWithSegments(LivePath, StringComparison.OrdinalIgnoreCase),
            live => live.UseWebSockets().Use((context, next) => PassAsync(context, next, faults, lifetime.ApplicationStopping)));
    }

    private static async Task PassAsync(HttpContext context, RequestDelegate next, ConnectionFaultLog faults, CancellationToken stopping)
    {
        var isCheck = context.Request.Path.Equals(CheckPath, StringComparison.OrdinalIgnoreCase);
        if (ConnectionFault.Find(context, mustNameOrigin: isCheck) is { } fault)
        {
            faults.Log(fault);
            await fault.ToProblem().ExecuteAsync(context);
            return;
        }

        if (isCheck)
        {
            await AnswerCheckAsync(context);
            return;
        }

        // A page tries to connect again at once; while the program stops, that is refused too.
        using var ending = stopping.Register(context.Abort);
        if (!stopping.IsCancellationRequested)
        {
            await next(context);
        }
    }

    // Only says that the request arrived.
    private static async Task AnswerCheckAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, context.RequestAborted);
    }
}
