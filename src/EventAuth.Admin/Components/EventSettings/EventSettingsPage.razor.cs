using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Radzen;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>The tab "JS SDK event settings": the certificate and the three lists, of which one is open at a time.</summary>
public sealed partial class EventSettingsPage : IAsyncDisposable
{
    private PolicyRevision _revision = default!;
    private EventListDraft? _draft;
    private BrowserDrafts? _drafts;
    private string _author = "";
    private bool _ready;
    private bool _restored;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private PolicyMonitor Monitor { get; set; } = default!;

    [Inject]
    private IPolicyStore Store { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private bool HasSomethingToLose => _draft is { HasContent: true };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Monitor.Changed -= OnPolicyChanged;
        if (_drafts is not null)
        {
            await _drafts.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Monitor.Changed += OnPolicyChanged;
        _revision = Monitor.Current.Revision;
        var identity = (await Authentication).User.Identity;
        _author = identity?.Name ?? throw new InvalidOperationException("The page is open to nobody who is not signed in.");
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _drafts = new BrowserDrafts(Script, "./" + Assets["drafts.js"]);
            await RestoreAsync(_drafts);
            _ready = true;
            StateHasChanged();
        }
    }

    private async Task RestoreAsync(BrowserDrafts drafts)
    {
        if (await drafts.ReadAsync() is { } kept && kept.Author == _author
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

    private void OnPolicyChanged(PolicySnapshot snapshot) => _ = InvokeAsync(() =>
    {
        _revision = Monitor.Current.Revision;
        StateHasChanged();
    });

    private async Task DefineAsync(EventListKind kind)
    {
        if (await MayDropDraftAsync())
        {
            _restored = false;
            _draft = new EventListDraft(kind, _revision);
            await _drafts!.ClearAsync();
            await KeepAsync();
        }
    }

    private async Task KeepAsync()
    {
        if (_draft is not null && _drafts is not null)
        {
            await _drafts.SaveAsync(_draft, _author);
        }
    }

    private async Task CloseAsync()
    {
        _draft = null;
        _restored = false;
        _revision = Monitor.Current.Revision;
        await _drafts!.ClearAsync();
    }

    private async Task AskBeforeLeavingAsync(LocationChangingContext context)
    {
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
        || await Dialogs.Confirm(
            $"Your changes of “{_draft!.Kind.ToTitle()}” are not applied yet.",
            "Discard your changes?",
            new ConfirmOptions { OkButtonText = "Keep editing", CancelButtonText = "Discard changes" }) == false;
}
