namespace EventAuth.Core.Lint;

/// <summary>What holds for all findings of a kind.</summary>
public static class PolicyFindingKindExtensions
{
    /// <summary>The kind in the API.</summary>
    public static string ToCode(this PolicyFindingKind kind) => kind switch
    {
        PolicyFindingKind.NoCertificate => "no_certificate",
        PolicyFindingKind.OnBothUpdateLists => "on_both_update_lists",
        PolicyFindingKind.OnAnonymousAndJwtList => "on_anonymous_and_jwt_list",
        PolicyFindingKind.PageVisitMissing => "page_visit_missing",
        PolicyFindingKind.OpenToAll => "open_to_all",
        PolicyFindingKind.LooksPersonal => "looks_personal",
        PolicyFindingKind.NotSeen => "not_seen",
        PolicyFindingKind.NearlyTheSame => "nearly_the_same",
    };

    /// <summary>How much it matters.</summary>
    public static PolicyFindingSeverity ToSeverity(this PolicyFindingKind kind) => kind switch
    {
        PolicyFindingKind.NoCertificate => PolicyFindingSeverity.Error,
        PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList or PolicyFindingKind.PageVisitMissing =>
            PolicyFindingSeverity.Warning,
        PolicyFindingKind.OpenToAll or PolicyFindingKind.LooksPersonal => PolicyFindingSeverity.Warning,
        PolicyFindingKind.NotSeen or PolicyFindingKind.NearlyTheSame => PolicyFindingSeverity.Info,
    };

    /// <summary>Whether the card's badge turns yellow: where lists contradict each other or the certificate, nowhere else.</summary>
    public static bool NeedsAttention(this PolicyFindingKind kind) => kind switch
    {
        PolicyFindingKind.NoCertificate or PolicyFindingKind.OnBothUpdateLists => true,
        PolicyFindingKind.OnAnonymousAndJwtList or PolicyFindingKind.PageVisitMissing => true,
        PolicyFindingKind.OpenToAll or PolicyFindingKind.LooksPersonal => false,
        PolicyFindingKind.NotSeen or PolicyFindingKind.NearlyTheSame => false,
    };
}
