using EventAuth.Core.Audit;

namespace EventAuth.Storage.Audit;

/// <summary>For a host that says nothing else: whatever happens, the program itself does it.</summary>
internal sealed class ProgramAsActor : IAuditActorSource
{
    public AuditActor Current => AuditActor.Installation;
}
