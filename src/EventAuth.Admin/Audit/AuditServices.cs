using EventAuth.Admin.Audit.Actors;
using EventAuth.Core.Audit;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace EventAuth.Admin.Audit;

/// <summary>Registers who is recorded as acting, and what records more than one change.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditActors>()
        .AddSingleton<IAuditActorSource>(provider => provider.GetRequiredService<AuditActors>())
        .AddScoped<CircuitHandler, AuditCircuit>()
        .AddSingleton<SignInAudit>()
        .AddSingleton<FirstUses>();
}
