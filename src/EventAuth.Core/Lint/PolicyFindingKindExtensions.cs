namespace EventAuth.Core.Lint;

/// <summary>What applies to all findings of a kind.</summary>
public static class PolicyFindingKindExtensions
{
    /// <summary>The kind in the API.</summary>
    public static string ToCode(this PolicyFindingKind kind) => EnumCode.Of(kind);

    /// <summary>How much it matters.</summary>
    public static PolicyFindingSeverity ToSeverity(this PolicyFindingKind kind) => kind switch
    {
        PolicyFindingKind.NoCertificate => PolicyFindingSeverity.Error,
        PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList or PolicyFindingKind.PageVisitMissing
            or PolicyFindingKind.OpenToAll or PolicyFindingKind.LooksPersonal or PolicyFindingKind.MonitoredForLong =>
            PolicyFindingSeverity.Warning,
        PolicyFindingKind.NotSeen or PolicyFindingKind.NearlyTheSame => PolicyFindingSeverity.Info,
    };

    /// <summary>Whether the card's badge turns yellow: only where lists contradict each other or the certificate.</summary>
    public static bool NeedsAttention(this PolicyFindingKind kind) => kind is PolicyFindingKind.NoCertificate
        or PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList or PolicyFindingKind.PageVisitMissing;
}
