using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Radzen;
using Radzen.Blazor;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>The card of one list: closed, what it means now; open, the draft of it and what stands in the way of applying it.</summary>
public sealed partial class EventListCard
{
    private ImmutableArray<MeaningPart> _meaning = [];
    private PolicyRevision? _explained;
    private IReadOnlyList<string> _problems = [];
    private ListConflict? _conflict;
    private string? _question;
    private int? _rebasedOnto;
    private bool _applying;
    private bool _wasOpen;
    private RadzenButton? _define;
    private EventListEditor? _editor;

    /// <summary>Which list.</summary>
    [Parameter, EditorRequired]
    public EventListKind Kind { get; set; }

    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired]
    public required PolicyRevision Revision { get; set; }

    /// <summary>What was found about all lists of that policy.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<PolicyFinding> Findings { get; set; }

    /// <summary>The draft; null while the card is closed.</summary>
    [Parameter]
    public EventListDraft? Draft { get; set; }

    /// <summary>Who applies.</summary>
    [Parameter, EditorRequired]
    public required ClaimsPrincipal Author { get; set; }

    /// <summary>Whether the page can open the card.</summary>
    [Parameter]
    public bool Ready { get; set; } = true;

    /// <summary>Whether this person may change the list.</summary>
    [Parameter, EditorRequired]
    public bool Changeable { get; set; }

    /// <summary>Whether this person may define the certificate.</summary>
    [Parameter, EditorRequired]
    public bool MayDefineCertificate { get; set; }

    /// <summary>The person wants to open the card.</summary>
    [Parameter]
    public EventCallback Defined { get; set; }

    /// <summary>The person takes a fix that is not in the open draft.</summary>
    [Parameter]
    public EventCallback<Fix> FixChosen { get; set; }

    /// <summary>The draft changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>The draft was applied or dropped.</summary>
    [Parameter]
    public EventCallback Closed { get; set; }

    [Inject]
    private PolicyGuard Policies { get; set; } = default!;

    [Inject]
    private IPolicyStore Store { get; set; } = default!;

    [Inject]
    private NotificationService Notifications { get; set; } = default!;

    [Inject]
    private ILogger<EventListCard> Log { get; set; } = default!;

    private ImmutableSortedSet<EventName> Listed => Revision.Policy[Kind];

    private IReadOnlyCollection<PolicyFinding> Own => [.. Findings.Where(finding => finding.List == Kind)];

    private CardBadge Badge =>
        Own.Any(finding => finding.Kind.NeedsAttention()) ? CardBadge.NeedsAttention : Listed.IsEmpty ? CardBadge.NotSet : CardBadge.Set;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_explained, Revision))
        {
            _explained = Revision;
            _meaning = Revision.Policy.ToMeaning(Kind);
        }

        if (Draft is null)
        {
            Forget();
            _rebasedOnto = null;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var opened = Draft is not null && !_wasOpen;
        var closed = Draft is null && _wasOpen;
        _wasOpen = Draft is not null;
        if (opened && _editor is not null)
        {
            await _editor.FocusAsync();
        }
        else if (closed && _define is not null)
        {
            await _define.Element.FocusAsync(preventScroll: true);
        }
    }

    private async Task ApplyAsync(bool confirmed)
    {
        Forget();
        var draft = Draft!;
        if (draft.Picked.Count > 0)
        {
            _problems = ["Some events are picked and not on the list yet. Press “Add” to put them on it, or take them out of the search field."];
            return;
        }

        if (!confirmed && ReasonToAsk(draft) is { } reason)
        {
            _question = reason;
            return;
        }

        _applying = true;
        try
        {
            // Applied or not must be known to the end, whatever becomes of this page meanwhile.
            var result = await Policies.ApplyAsync(draft.ToChange(), draft.BasedOn, Author, rebase: true, CancellationToken.None);
            await ShowAsync(result, draft);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            EventSettingsLog.ListNotSaved(Log, Kind, failure);
            _problems = ["The list could not be saved, because the database did not answer. Your draft is kept: try “Apply” again in a moment."];
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
            case ApplyResult.Applied(var revision, var changed):
                var version = revision.Version.ToString("N0", CultureInfo.InvariantCulture);
                Notifications.Notify(NotificationSeverity.Success, changed
                    ? $"Saved. Version {version} is in force."
                    : $"Saved. Nothing was different: version {version} stays in force.");
                await Closed.InvokeAsync();
                break;
            case ApplyResult.Invalid(var problems):
                _problems = [.. problems.Select(problem => problem.ToSentence())];
                break;
            case ApplyResult.Conflict(var current):
                _conflict = await ListConflict.FindAsync(Store, draft, current, CancellationToken.None);
                break;
            case ApplyResult.Forbidden:
                _problems = ["Your account may not change the lists any more. Nothing was saved; ask an administrator."];
                break;
            default:
                throw new InvalidOperationException($"A change of a list cannot end as {result.GetType().Name}.");
        }
    }

    private string? ReasonToAsk(EventListDraft draft) => (Listed.Count, draft.Count) switch
    {
        ( > 0, 0) => "This empties the list.",
        (0, > 0) when Kind == EventListKind.AnonymousWithoutJwt => "This is the first event on the list.",
        _ => null,
    };

    private async Task KeepMineAsync() => await GoOnAsync(Draft!.KeepMine);

    private async Task MergeBothAsync() => await GoOnAsync(Draft!.MergeBoth);

    private async Task GoOnAsync(Action<PolicyRevision> resolve)
    {
        resolve(_conflict!.Current);
        var version = _conflict.Current.Version;
        await OnDraftChangedAsync();
        _rebasedOnto = version;
    }

    private async Task CancelAsync() => await Closed.InvokeAsync();

    private async Task GoBackAsync()
    {
        _question = null;
        await _editor!.FocusAsync();
    }

    private async Task OnDraftChangedAsync()
    {
        Forget();
        _rebasedOnto = null;
        await Changed.InvokeAsync();
    }

    private void Forget()
    {
        _problems = [];
        _conflict = null;
        _question = null;
    }
}
