using Microsoft.AspNetCore.Components.Server.Circuits;

namespace EventAuth.Admin.Audit;

/// <summary>Records who sends a request, and from where.</summary>
internal static class AuditActorPipeline
{
    /// <summary>The claim with the network address of a live page, which has no own request for each click.</summary>
    public const string OriginClaim = "eventauth:origin";

    private static readonly PathString LivePath = "/_blazor";

    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditActors>()
        .AddSingleton<IAuditActorSource>(provider => provider.GetRequiredService<AuditActors>())
        .AddScoped<CircuitHandler, AuditCircuit>()
        .AddSingleton<SignInAudit>();

    /// <summary>The name of a person or key; a word for nobody.</summary>
    public static string NameOf(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { } name } ? name : "nobody signed in";

    /// <summary>Runs the rest of each request on behalf of its sender.</summary>
    public static IApplicationBuilder UseAuditActors(this IApplicationBuilder app)
    {
        var actors = app.ApplicationServices.GetRequiredService<AuditActors>();
        return app.Use((context, next) =>
            actors.RunAsync(() => new AuditActor(NameOf(context.User), ClientAddress.Of(context)), () => next(context)));
    }

    /// <summary>Adds the address to the user of a live page. After the user is known.</summary>
    public static IApplicationBuilder UseAuditOrigins(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(LivePath, StringComparison.OrdinalIgnoreCase) && ClientAddress.Of(context) is { } from)
        {
            // A principal of its own: what is added to the current one would be written into the renewed cookie.
            context.User = new ClaimsPrincipal([.. context.User.Identities, new ClaimsIdentity([new Claim(OriginClaim, from)])]);
        }

        return next(context);
    });
}
