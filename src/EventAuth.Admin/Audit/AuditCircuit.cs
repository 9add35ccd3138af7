using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace EventAuth.Admin.Audit;

/// <summary>Runs what a person does on a live page on that person's behalf.</summary>
internal sealed class AuditCircuit(AuditActors actors, AuthenticationStateProvider authentication) : CircuitHandler
{
    private string? _origin;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        // The address is the one from which the page was opened, even if the rights change.
        _origin ??= user.FindFirst(AuditActorPipeline.OriginClaim)?.Value;
        var actor = new AuditActor(AuditActorPipeline.NameOf(user), _origin);
        await actors.RunAsync(() => actor, () => next(activity));
    };
}
