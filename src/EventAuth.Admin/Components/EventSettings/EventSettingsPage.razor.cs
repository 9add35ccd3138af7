using EventAuth.Admin.Components.EventSettings.Certificates;
using EventAuth.Admin.Components.EventSettings.Drafts;
using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Explanations;
using EventAuth.Core.Rules;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>The tab "JS SDK event settings": the certificate and the three lists, of which one is open at a time.</summary>
public sealed partial class EventSettingsPage : IAsyncDisposable
{
    // Room for 100,000 names of 32 characters with their quotation marks, twice.
    private const int MaxDraftBytes = 8 * 1024 * 1024;

    private PolicyRevision _revision = default!;
    private ImmutableArray<PolicyFinding> _findings = [];
    private RuleComparison _rules = default!;
    private CertificateCard? _certificate;
    private EventListDraft? _draft;
    private BrowserModule _drafts = default!;
    private ClaimsPrincipal _person = new();
    private bool _ready;
    private bool _restored;
    private (Severity Severity, string Words)? _suggestion;

    private string Author => _person.Identity?.Name ?? "";

    private bool MayChangeLists => Roles.Reaches(_person, Roles.Editor);

    private bool MayDefineCertificate => Roles.Reaches(_person, Roles.Administrator);

    private bool HasSomethingToLose => MayChangeLists && _draft is { HasContent: true };

    public ValueTask DisposeAsync()
    {
        Dispose();
        return _drafts.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _drafts = new BrowserModule(Script, "./" + Assets["drafts.js"]);
        Monitor.Changed += OnPolicyChanged;
        Cancellation.Register(() => Monitor.Changed -= OnPolicyChanged);
        Follow();
    }

    protected override async Task OnParametersSetAsync() => _person = (await Authentication).User;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await RestoreAsync();
            if (Cancellation.IsCancellationRequested)
            {
                return;
            }

            await PrepareSuggestionAsync();
            _ready = true;
            StateHasChanged();
            await FindHintsAsync();
            StateHasChanged();
            if (ToDefine == SettingsAddress.CertificateAnchor && MayDefineCertificate)
            {
                await _certificate!.DefineAsync();
                StateHasChanged();
            }
        }
    }

    // The open draft is in the storage of the browser tab, so that a reload or a restarted server loses nothing.
    private async Task RestoreAsync()
    {
        _person = (await Authentication).User;
        var (_, text) = await _drafts.ReadAsync(MaxDraftBytes, "read");
        var kept = KeptDraft.FromJson(text);
        if (kept?.Author == Author && !MayChangeLists)
        {
            // It stays until they may again.
            return;
        }

        if (kept?.Author == Author && await Store.ReadAsync(kept.BasedOn, CancellationToken.None) is { } basedOn)
        {
            _draft = EventListDraft.Restore(kept, basedOn);
            _restored = _draft.HasContent;
        }
        else
        {
            await _drafts.CallAsync("clear");
        }
    }

    // A link can prepare a change and never applies one. The person's earlier draft comes first.
    private async Task PrepareSuggestionAsync()
    {
        if (!MayChangeLists
            || SuggestedDraft.Of(SuggestedList, SuggestedToAdd, SuggestedToRemove, SuggestedMoveFrom, _revision) is not { } suggested)
        {
            return;
        }

        if (_draft is { HasContent: true })
        {
            _suggestion = _draft.Includes(suggested) ? null : (Severity.Warning,
                "The suggested change is not prepared, because you have unsaved changes. "
                + "Apply or cancel them, then follow the suggestion again.");
            return;
        }

        _draft = suggested;
        _suggestion = (Severity.Info,
            "The suggested change is prepared below. Nothing is saved yet: check the list and choose “Apply”.");
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

    // Findings from the lists alone are shown at once, with the policy; those that need the catalogue follow.
    private async Task FindHintsAsync()
    {
        var revision = _revision;
        try
        {
            var all = await Lint.FindAsync(revision.Policy, Cancellation);
            _findings = ReferenceEquals(_revision, revision) ? all : _findings;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
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

        (_restored, _suggestion) = (false, null);
        _draft = new EventListDraft(kind, _revision);
        await _drafts.CallAsync("clear");
        await KeepAsync();
        return true;
    }

    private async Task KeepAsync()
    {
        if (_draft is not null)
        {
            await _drafts.CallAsync("save", _draft.ToJson(Author));
        }
    }

    private async Task CloseAsync()
    {
        _draft = null;
        (_restored, _suggestion) = (false, null);
        Follow();
        await _drafts.CallAsync("clear");
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

    // Closing the question without an answer keeps the draft.
    private async Task<bool> MayDropDraftAsync() =>
        !HasSomethingToLose
        || await Dialogs.ConfirmAsync(
            "Discard your changes?", $"Your changes of “{_draft!.Kind.ToTitle()}” are not applied yet.", "Discard changes", "Keep editing");
}
