namespace EventAuth.Core.Audit;

/// <summary>Who acts, and from where.</summary>
/// <param name="Who">As in <see cref="AuditEntry.Who"/>.</param>
/// <param name="Origin">The network address; null for the program itself.</param>
public sealed record AuditActor(string Who, string? Origin)
{
    /// <summary>The program itself.</summary>
    public static AuditActor Installation { get; } = new(AuditEntry.Installation, Origin: null);
}

/// <summary>Knows on whose behalf the current code runs.</summary>
public interface IAuditActorSource
{
    /// <summary>The person or program whose request is being handled; the installation if there is none.</summary>
    AuditActor Current { get; }
}
