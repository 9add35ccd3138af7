namespace EventAuth.Admin.Components.EventSettings.Findings;

/// <summary>
/// What was found about a list, each with the button that does something about it: what matters in full, hints collapsed.
/// </summary>
public sealed partial class FindingNotes
{
    [Parameter, EditorRequired] public required IReadOnlyCollection<PolicyFinding> Findings { get; set; }
    /// <summary>The list whose draft they belong to; null on a closed card.</summary>
    [Parameter] public EventListKind? OpenList { get; set; }
    /// <summary>Whether this person may change lists.</summary>
    [Parameter, EditorRequired] public bool MayChangeLists { get; set; }
    /// <summary>Whether this person may define the certificate.</summary>
    [Parameter, EditorRequired] public bool MayDefineCertificate { get; set; }
    /// <summary>Whether the page can apply a fix.</summary>
    [Parameter] public bool Ready { get; set; } = true;
    /// <summary>The person chooses a fix.</summary>
    [Parameter] public EventCallback<Fix> Chosen { get; set; }

    private static bool IsHint(PolicyFinding finding) => finding.Severity == PolicyFindingSeverity.Info;

    private bool IsOffered(Fix fix) => fix switch
    {
        Fix.DefineCertificate => MayDefineCertificate,
        Fix.ReviewList review => MayChangeLists && review.List != OpenList,
        _ => MayChangeLists,
    };

    private string? NoEffect(PolicyFinding finding) => finding.Kind switch
    {
        PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList when OpenList is not null =>
            finding.Events.Length == 1 ? " The entry here has no effect." : " The entries here have no effect.",
        _ => null,
    };
}
