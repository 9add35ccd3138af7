using System.Collections.Immutable;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.EventSettings.Certificates;
using EventAuth.Admin.Components.EventSettings.Drafts;
using EventAuth.Admin.Components.EventSettings.Lists;
using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Texts;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>The tab "JS SDK event settings": the certificate and the three lists, of which one is open at a time.</summary>
public sealed partial class EventSettingsPage : IAsyncDisposable
{
    private PolicyRevision _revision = default!;
    private readonly CancellationTokenSource _left = new();
    private ImmutableArray<PolicyFinding> _findings = [];
    private RuleComparison _rules = default!;
    private CertificateCard? _certificate;
    private EventListDraft? _draft;
    private BrowserDrafts? _drafts;
    private ClaimsPrincipal _person = new();
    private bool _ready;
    private bool _restored;
    private SuggestionState _suggestion;

    /// <summary>The list of a suggested change.</summary>
    [SupplyParameterFromQuery(Name = SettingsAddress.List)]
    public string? SuggestedList { get; set; }

    /// <summary>The event that is suggested to be put on it.</summary>
    [SupplyParameterFromQuery(Name = SettingsAddress.Add)]
    public string? SuggestedToAdd { get; set; }

    /// <summary>The event that is suggested to be taken off it.</summary>
    [SupplyParameterFromQuery(Name = SettingsAddress.Remove)]
    public string? SuggestedToRemove { get; set; }

    /// <summary>The other list from which the event is suggested to be taken, in the same change.</summary>
    [SupplyParameterFromQuery(Name = SettingsAddress.MoveFrom)]
    public string? SuggestedMoveFrom { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PolicyMonitor Monitor { get; set; } = default!;

    [Inject]
    private IPolicyStore Store { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private PolicyLint Lint { get; set; } = default!;

    private string Author => _person.Identity?.Name ?? "";

    private bool MayChangeLists => Roles.Reaches(_person, Roles.Editor);

    private bool MayDefineCertificate => Roles.Reaches(_person, Roles.Administrator);

    private bool HasSomethingToLose => MayChangeLists && _draft is { HasContent: true };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Monitor.Changed -= OnPolicyChanged;
        await _left.CancelAsync();
        _left.Dispose();
        if (_drafts is not null)
        {
            await _drafts.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Monitor.Changed += OnPolicyChanged;
        Follow();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => _person = (await Authentication).User;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _drafts = new BrowserDrafts(Script, "./" + Assets["drafts.js"]);
            await RestoreAsync(_drafts);
            if (_left.IsCancellationRequested)
            {
                return;
            }

            await PrepareSuggestionAsync();
            _ready = true;
            StateHasChanged();
            await FindHintsAsync();
            StateHasChanged();
        }
    }

    private async Task RestoreAsync(BrowserDrafts drafts)
    {
        _person = (await Authentication).User;
        var kept = await drafts.ReadAsync();
        if (kept?.Author == Author && !MayChangeLists)
        {
            // It stays for when they may again.
            return;
        }

        if (kept?.Author == Author
            && await Store.ReadAsync(kept.BasedOn, CancellationToken.None) is { } basedOn)
        {
            _draft = EventListDraft.Restore(kept, basedOn);
            _restored = _draft.HasContent;
        }
        else
        {
            await drafts.ClearAsync();
        }
    }

    // A link can prepare a change and never applies one. What the person was at before comes first.
    private async Task PrepareSuggestionAsync()
    {
        if (!MayChangeLists
            || SuggestedDraft.Of(SuggestedList, SuggestedToAdd, SuggestedToRemove, SuggestedMoveFrom, _revision) is not { } suggested)
        {
            return;
        }

        if (_draft is { HasContent: true })
        {
            _suggestion = _draft.Includes(suggested) ? SuggestionState.None : SuggestionState.Waiting;
            return;
        }

        (_draft, _suggestion) = (suggested, SuggestionState.Prepared);
        await KeepAsync();
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => _ = InvokeAsync(async () =>
    {
        Follow();
        StateHasChanged();
        await FindHintsAsync();
        StateHasChanged();
    });

    private void Follow()
    {
        if (!ReferenceEquals(_revision, Monitor.Current.Revision))
        {
            _revision = Monitor.Current.Revision;
            _findings = PolicyFindings.Of(_revision.Policy);
            _rules = new RuleComparison(_revision.Policy, _revision.Policy);
        }
    }

    // What the lists show by themselves is there at once, with the policy; what takes the catalogue follows.
    private async Task FindHintsAsync()
    {
        var revision = _revision;
        try
        {
            var all = await Lint.FindAsync(revision.Policy, _left.Token);
            _findings = ReferenceEquals(_revision, revision) ? all : _findings;
        }
        catch (OperationCanceledException)
        {
            // The page was left meanwhile.
        }
    }

    private async Task TakeAsync(Fix fix)
    {
        switch (fix)
        {
            case Fix.DefineCertificate:
                await _certificate!.DefineAsync();
                break;
            case Fix.ReviewList review when _draft?.Kind != review.List:
                await DefineAsync(review.List);
                break;
            case Fix.ChangeList change when _draft?.Kind == change.List || await DefineAsync(change.List):
                _draft!.Take(change);
                await KeepAsync();
                break;
        }
    }

    private async Task<bool> DefineAsync(EventListKind kind)
    {
        if (!await MayDropDraftAsync())
        {
            return false;
        }

        (_restored, _suggestion) = (false, SuggestionState.None);
        _draft = new EventListDraft(kind, _revision);
        await _drafts!.ClearAsync();
        await KeepAsync();
        return true;
    }

    private async Task KeepAsync()
    {
        if (_draft is not null && _drafts is not null)
        {
            await _drafts.SaveAsync(_draft, Author);
        }
    }

    private async Task CloseAsync()
    {
        _draft = null;
        (_restored, _suggestion) = (false, SuggestionState.None);
        Follow();
        await _drafts!.ClearAsync();
    }

    private async Task AskBeforeLeavingAsync(LocationChangingContext context)
    {
        if (Navigation.ToAbsoluteUri(context.TargetLocation).AbsolutePath == "/sign-in")
        {
            // The sign-in has ended. The draft is kept and comes back with its author.
            return;
        }

        if (!await MayDropDraftAsync())
        {
            context.PreventNavigation();
        }
        else if (_draft is not null)
        {
            await CloseAsync();
        }
    }

    // Whoever closes the question without an answer keeps the draft.
    private async Task<bool> MayDropDraftAsync() =>
        !HasSomethingToLose
        || await Dialogs.ConfirmAsync(
            "Discard your changes?", $"Your changes of “{_draft!.Kind.ToTitle()}” are not applied yet.", "Discard changes", "Keep editing");
}
