using System.Net;
using System.Security.Claims;
using EventAuth.Core.Audit;

namespace EventAuth.Admin.Audit.Actors;

/// <summary>Notes who sends a request, and from where.</summary>
internal static class AuditActorPipeline
{
    /// <summary>The claim with the network address of a live page, which has no request of its own at each click.</summary>
    public const string OriginClaim = "eventauth:origin";

    private const string Nobody = "nobody signed in";
    private static readonly PathString LivePath = "/_blazor";

    /// <summary>The name of a person or key; a word for nobody.</summary>
    public static string NameOf(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true, Name: { } name } ? name : Nobody;

    /// <summary>Runs the rest of each request on behalf of its sender.</summary>
    public static IApplicationBuilder UseAuditActors(this IApplicationBuilder app)
    {
        var actors = app.ApplicationServices.GetRequiredService<AuditActors>();
        return app.Use((context, next) =>
            actors.RunAsync(() => new AuditActor(NameOf(context.User), OriginOf(context)), () => next(context)));
    }

    /// <summary>Gives a live page's person the address to take along. After the person is known.</summary>
    public static IApplicationBuilder UseAuditOrigins(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(LivePath, StringComparison.OrdinalIgnoreCase) && OriginOf(context) is { } origin)
        {
            // A principal of its own: what is added to the present one would be written into the renewed cookie.
            context.User = new ClaimsPrincipal([.. context.User.Identities, new ClaimsIdentity([new Claim(OriginClaim, origin)])]);
        }

        return next(context);
    });

    private static string? OriginOf(HttpContext context) => Plain(context.Connection.RemoteIpAddress)?.ToString();

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
