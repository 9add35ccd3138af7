namespace EventAuth.Admin.Accounts;

/// <summary>What browsers and proxies may keep.</summary>
internal static class CacheHints
{
    /// <summary>Answers that nobody keeps. Said at the last moment, since the proof of a form writes a weaker hint on the way.</summary>
    public static RouteGroupBuilder NotStored(this RouteGroupBuilder group) => group.AddEndpointFilter((invocation, next) =>
    {
        var response = invocation.HttpContext.Response;
        response.OnStarting(() =>
        {
            response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(invocation);
    });
}
