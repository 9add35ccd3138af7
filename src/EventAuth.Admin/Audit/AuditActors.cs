using System.Security.Claims;
using EventAuth.Core.Audit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace EventAuth.Admin.Audit;

/// <summary>
/// On whose behalf the present code runs. It goes along with the request or with the click on a live page, so that a change is recorded
/// under who asked for it however deep it is made.
/// </summary>
internal sealed class AuditActors : IAuditActorSource
{
    private readonly AsyncLocal<Func<AuditActor>?> _current = new();

    public AuditActor Current => _current.Value?.Invoke() ?? AuditActor.Installation;

    /// <summary>Runs something on behalf of somebody, who is asked for on recording: a request begins before its sender is known.</summary>
    public async Task RunAsync(Func<AuditActor> actor, Func<Task> action)
    {
        _current.Value = actor;
        await action();
    }
}

/// <summary>Notes who sends a request, and from where.</summary>
internal static class AuditActorPipeline
{
    /// <summary>The claim with the network address of a live page, which has no request of its own at each click.</summary>
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

    /// <summary>The address of a request as text, an IPv4 address as such however it arrived; null when there is none.</summary>
    public static string? OriginOf(HttpContext context) => context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
        ? mapped.MapToIPv4().ToString()
        : context.Connection.RemoteIpAddress?.ToString();
}

/// <summary>Runs what a person does on a live page on that person's behalf.</summary>
internal sealed class AuditCircuit(AuditActors actors, AuthenticationStateProvider authentication) : CircuitHandler
{
    private string? _origin;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        // The address is that from which the page was opened, whatever becomes of the rights meanwhile.
        _origin ??= user.FindFirst(AuditActorPipeline.OriginClaim)?.Value;
        var actor = new AuditActor(AuditActorPipeline.NameOf(user), _origin);
        await actors.RunAsync(() => actor, () => next(activity));
    };
}
