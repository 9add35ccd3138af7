using System.Diagnostics;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Listeners;
using Activity = System.Diagnostics.Activity;

namespace EventAuth.Admin.Telemetry;

/// <summary>
/// A span for each request of the admin API, named by its route: the template, never the address, which may name a customer.
/// It begins a trace, whatever <c>traceparent</c> was sent.
/// </summary>
internal sealed class ApiTraces : IStartupFilter, IDisposable
{
    /// <summary>The name to listen to.</summary>
    public const string SourceName = "EventAuth.Admin";

    /// <summary>The name of a span of a request that no route matches.</summary>
    private const string NoRoute = "admin api";

    private readonly ActivitySource _source = new(SourceName);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, go) => IsTraced(context) ? TraceAsync(context, go) : go(context));
        next(app);
    };

    public void Dispose() => _source.Dispose();

    private bool IsTraced(HttpContext context) =>
        _source.HasListeners()
        && context.GetListener() != Listener.Ingest
        && context.Request.Path.StartsWithSegments(ApiDescription.Root, StringComparison.OrdinalIgnoreCase);

    private async Task TraceAsync(HttpContext context, RequestDelegate next)
    {
        Activity.Current = null;
        using var span = _source.StartActivity(NoRoute, ActivityKind.Server);
        await next(context);
        if (span is null)
        {
            return;
        }

        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.request.method", context.Request.Method).SetTag("http.route", route);
        }
    }
}
