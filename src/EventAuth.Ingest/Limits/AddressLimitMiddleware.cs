using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Limits;

/// <summary>
/// Refuses with the bare status 429 what an address sends beyond its limit, before the body is read. Preflights and questions of health
/// are not counted.
/// </summary>
internal sealed class AddressLimitMiddleware(RequestDelegate next, AddressLimiter limiter)
{
    /// <summary>Handles one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || limiter.Admit(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    }
}
