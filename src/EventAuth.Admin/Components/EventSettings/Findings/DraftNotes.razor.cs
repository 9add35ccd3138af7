using EventAuth.Admin.Components.EventSettings.Drafts;

namespace EventAuth.Admin.Components.EventSettings.Findings;

/// <summary>What would need attention if the draft were applied.</summary>
public sealed partial class DraftNotes
{
    private ImmutableArray<PolicyFinding> _own = [];
    private ImmutableArray<PolicyFinding> _overruledElsewhere = [];
    private EventPolicy? _seen;
    private CancellationTokenSource _superseded = new();

    [Parameter, EditorRequired] public required EventListDraft Draft { get; set; }
    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired] public required EventPolicy InForce { get; set; }
    /// <summary>Whether this person may define the certificate.</summary>
    [Parameter, EditorRequired] public bool MayDefineCertificate { get; set; }
    /// <summary>The person chooses a fix.</summary>
    [Parameter] public EventCallback<Fix> Chosen { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var policy = Draft.On(InForce);
        if (ReferenceEquals(_seen, policy))
        {
            return;
        }

        _seen = policy;
        _superseded.Cancel();
        _superseded.Dispose();
        _superseded = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var cancellation = _superseded.Token;
        // Hints, which take longer to find, stay until the new ones are found, so that nothing flickers with each click.
        Show([.. PolicyFindings.Of(policy), .. _own.Where(finding => finding.Kind.ToSeverity() == PolicyFindingSeverity.Info)]);
        try
        {
            Show(await Lint.FindAsync(policy, cancellation));
        }
        catch (OperationCanceledException)
        {
            // The draft was changed since; the next round checks its current state.
        }
    }

    private void Show(ImmutableArray<PolicyFinding> findings)
    {
        _own = [.. findings.Where(IsAboutDraft)];
        _overruledElsewhere = Draft.Kind == EventListKind.UpdateWithJwt
            ? [.. findings.Where(finding => finding.Kind is PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList)]
            : [];
    }

    // That both updating lists are empty concerns the one that is open.
    private bool IsAboutDraft(PolicyFinding finding) =>
        finding.List == Draft.Kind || (finding.Kind == PolicyFindingKind.OpenToAll && Draft.Kind == EventListKind.UpdateWithJwt);
}
