using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.Responses;

/// <summary>What browsers are told about every answer.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; frame-src 'self'; "
        + "style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string StrictTransportSecurity = "max-age=31536000";

    /// <summary>
    /// Adds the headers of the endpoint, and all others that it did not set. At the last moment: an exception removes earlier ones, and an
    /// antiforgery token sets a weaker one.
    /// </summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(AddAsync, context);
        return next(context);
    });

    private static Task AddAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        // Behind an exception, it is that of the request that failed.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        foreach (var header in endpoint?.Metadata.GetOrderedMetadata<AnswerHeader>() ?? [])
        {
            headers[header.Name] = header.Value;
        }

        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, ContentSecurityPolicy);
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        // The pages of the ingest listener's port are of the same site, though not of the same origin.
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        if (context.Request.IsHttps && !IsThisMachine(context.Request.Host))
        {
            headers.TryAdd(HeaderNames.StrictTransportSecurity, StrictTransportSecurity);
        }

        return Task.CompletedTask;
    }

    // Browsers apply it to every port of a name: on a developer's machine it would block other programs.
    private static bool IsThisMachine(HostString host) => host.Host is "localhost" or "127.0.0.1" or "[::1]";
}

/// <summary>A header that all answers of an endpoint have.</summary>
internal sealed record AnswerHeader(string Name, string Value);
