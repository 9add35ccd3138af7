namespace EventAuth.Core.Audit;

/// <summary>Knows on whose behalf the present code runs.</summary>
public interface IAuditActorSource
{
    /// <summary>The person or program whose request is being handled; the installation where there is none.</summary>
    AuditActor Current { get; }
}
