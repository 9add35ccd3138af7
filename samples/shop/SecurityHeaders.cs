namespace EventAuth.Shop;

/// <summary>The headers of each answer. The strict policy allows the endpoint's origin, for the script and the requests.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app, ShopSettings settings)
    {
        var endpoint = settings.EndpointOrigin is { } origin ? " " + origin : "";
        var policy = $"default-src 'none'; script-src 'self'{endpoint}; connect-src 'self'{endpoint}; style-src 'self'; img-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
            return next(http);
        });
    }
}
