using EventAuth.Admin.Components.EventSettings.Drafts;
using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Explanations;
using EventAuth.Core.Previews;
using EventAuth.Core.Rules;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>The card of one list: closed, what it means now; open, its draft and what prevents applying it.</summary>
public sealed partial class EventListCard
{
    private ImmutableArray<MeaningPart> _meaning = [];
    private ImmutableArray<MeaningPart> _meaningAfter = [];
    private ImmutableArray<PolicyFinding> _findingsAfter = [];
    private RuleComparison? _comparison;
    private (PolicyRevision Now, EventPolicy? After)? _explained;
    private IReadOnlyList<string> _problems = [];
    private ListConflict? _conflict;
    private int? _rebasedOnto;
    private bool _applying;
    private Trial? _trial;
    private PolicyPreview? _preview;
    private bool _wasOpen;
    private EventListEditor? _editor;

    /// <summary>Which list.</summary>
    [Parameter, EditorRequired] public EventListKind Kind { get; set; }
    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired] public required PolicyRevision Revision { get; set; }
    /// <summary>What was found about all lists of that policy.</summary>
    [Parameter, EditorRequired] public ImmutableArray<PolicyFinding> Findings { get; set; }
    /// <summary>The draft; null while the card is closed.</summary>
    [Parameter] public EventListDraft? Draft { get; set; }
    [Parameter, EditorRequired] public required ClaimsPrincipal Author { get; set; }
    /// <summary>Whether the page can open the card.</summary>
    [Parameter] public bool Ready { get; set; } = true;
    /// <summary>Whether this person may change the list.</summary>
    [Parameter, EditorRequired] public bool Changeable { get; set; }
    /// <summary>Whether this person may define the certificate.</summary>
    [Parameter, EditorRequired] public bool MayDefineCertificate { get; set; }
    /// <summary>The person wants to open the card.</summary>
    [Parameter] public EventCallback Defined { get; set; }
    /// <summary>The person chooses a fix that is not in the open draft.</summary>
    [Parameter] public EventCallback<Fix> FixChosen { get; set; }
    [Parameter] public EventCallback Changed { get; set; }
    /// <summary>The draft was applied or discarded.</summary>
    [Parameter] public EventCallback Closed { get; set; }

    private string DefineId => SettingsAddress.AnchorOf(Kind) + "-define";

    private ImmutableSortedSet<EventName> Listed => Revision.Policy[Kind];

    private IReadOnlyCollection<PolicyFinding> Own => [.. Findings.Where(finding => finding.List == Kind)];

    private bool CanApply => Draft is { ChangesList: true } or { Picked.Count: > 0 };

    // On an open card, the badge shows the state of the list as it would be.
    private CardState State =>
        (Draft is null ? Findings : _findingsAfter).Any(one => one.List == Kind && one.NeedsAttention) ? CardState.NeedsAttention
        : (Draft?.Count ?? Listed.Count) == 0 ? CardState.NotSet
        : CardState.Set;

    protected override void OnParametersSet()
    {
        var after = Draft?.On(Revision.Policy);
        if (_explained is not { } explained || !ReferenceEquals(explained.Now, Revision) || !ReferenceEquals(explained.After, after))
        {
            _explained = (Revision, after);
            _meaning = Revision.Policy.ToMeaning(Kind);
            _meaningAfter = after is null ? [] : after.ToMeaning(Kind);
            _findingsAfter = after is null ? [] : PolicyFindings.Of(after);
            _comparison = after is null ? null : new RuleComparison(Revision.Policy, after);
        }

        if (Draft is null)
        {
            Forget();
            (_rebasedOnto, _trial, _preview) = (null, null, null);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var opened = Draft is not null && !_wasOpen;
        var closed = Draft is null && _wasOpen;
        _wasOpen = Draft is not null;
        if (opened && _editor is not null)
        {
            await _editor.FocusAsync();
        }
        else if (closed)
        {
            await Script.GiveFocusAsync(DefineId);
        }
    }

    private async Task ApplyAsync()
    {
        Forget();
        var draft = Draft!;
        if (draft.Picked.Count > 0)
        {
            _problems =
                ["You selected events but did not add them. Choose “Add” to put them on the list, or remove them from the search field."];
            return;
        }

        if (ReasonToAsk(draft) is { } reason
            && !(await Dialogs.ConfirmAsync("Apply anyway?", Question(reason, draft.On(Revision.Policy)), "Apply anyway", "Go back")
                && ReferenceEquals(Draft, draft)))
        {
            return;
        }

        _applying = true;
        try
        {
            // This runs to the end, even if the page is closed before: the result must be known.
            var result = await Policies.ApplyAsync(
                draft.ToChange() with { Trial = _trial }, draft.BasedOn, Author, rebase: true, CancellationToken.None);
            await ShowAsync(result, draft);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotSaved(Log, Kind, failure);
            _problems =
                ["The list could not be saved, because the database did not answer. Your draft is kept. Try “Apply” again in a moment."];
        }
        finally
        {
            _applying = false;
        }
    }

    private async Task ShowAsync(ApplyResult result, EventListDraft draft)
    {
        switch (result)
        {
            case ApplyResult.Applied applied:
                Snackbars.AddSaved(applied);
                await Closed.InvokeAsync();
                break;
            case ApplyResult.Invalid(var problems):
                _problems = [.. problems.Select(problem => problem.ToSentence())];
                break;
            case ApplyResult.Conflict(var current):
                _conflict = await ListConflict.FindAsync(Store, draft, current, CancellationToken.None);
                break;
            case ApplyResult.Forbidden:
                _problems = ["You may not change the lists any more. Your draft is kept. Nothing was saved. Ask an administrator."];
                break;
            case var refused when refused.ToRefusal() is { } why:
                _problems = [why + " Your draft is kept."];
                break;
            default:
                throw new InvalidOperationException($"A change of a list cannot end as {result.GetType().Name}.");
        }
    }

    private string? ReasonToAsk(EventListDraft draft) => (Listed.Count, draft.Count) switch
    {
        ( > 0, 0) => "This removes every event from the list.",
        (0, > 0) when Kind == EventListKind.AnonymousWithoutJwt => "The list is empty now, and this fills it.",
        _ => null,
    };

    private async Task GoOnAsync(Action<PolicyRevision> resolve)
    {
        resolve(_conflict!.Current);
        var version = _conflict.Current.Version;
        await OnDraftChangedAsync();
        _rebasedOnto = version;
    }

    private async Task OnDraftChangedAsync()
    {
        Forget();
        _rebasedOnto = null;
        await Changed.InvokeAsync();
    }

    private void Forget() => (_problems, _conflict) = ([], null);

    [LoggerMessage(4001, LogLevel.Error, "A change of the list {List} could not be saved.")]
    private static partial void NotSaved(ILogger logger, EventListKind list, Exception failure);
}
