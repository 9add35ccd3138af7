namespace EventAuth.Admin.Responses;

/// <summary>
/// Answers 400 to a <c>Host</c> that is no host of an address. The server lets in more than the framework can make an address of, such as
/// <c>a..b</c> or <c>xn--a</c>, and pages need their own address.
/// </summary>
internal static class ReadableHost
{
    public static IApplicationBuilder UseReadableHosts(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsReadable(context.Request))
        {
            return next(context);
        }

        // Nothing after this reads it again: neither the headers of the answer nor a page.
        context.Request.Headers.Host = default;
        return ProblemResult.Of(StatusCodes.Status400BadRequest).ExecuteAsync(context);
    });

    // A check of the health may send none at all.
    private static bool IsReadable(HttpRequest request)
    {
        try
        {
            return request.Headers.Host is not [{ Length: > 0 }]
                || Uri.TryCreate($"{request.Scheme}://{request.Host}/", UriKind.Absolute, out _);
        }
        catch (ArgumentException)
        {
            // A label that begins with xn-- and is not Punycode (RFC 3492).
            return false;
        }
    }
}
