using EventAuth.Admin.Components.Kit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>The tab "Events": every known event, to look up, create, describe and put on lists.</summary>
public sealed partial class EventCatalogPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private CatalogView _view = default!;
    private IReadOnlyList<string> _unknown = [];
    private ClaimsPrincipal _person = new();
    private int _leftOut;
    private int _changes;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool MayChange => Roles.Reaches(_person, Roles.Editor);

    private EventPolicy Policy => Policies.Current.Revision.Policy;

    private string CountWords => (_view.IsLoaded, _view.Place.IsPart) switch
    {
        (false, _) => "",
        (true, false) => Numbers.Count("event", _view.Result.Count),
        (true, true) => $"{Numbers.Number(_view.Result.Count)} of {Numbers.Count("event", All)}",
    };

    private int All => Catalog.Count.Entries + (_view.Place.WithHidden ? Catalog.Count.Hidden : 0);

    private string LeftOutWords =>
        $"{Numbers.Count("more name", _leftOut)} {(_leftOut == 1 ? "was" : "were")} seen but left out, "
        + "because the catalogue has no room for more discovered events. Their events were accepted and kept as usual.";

    protected override async Task OnInitializedAsync()
    {
        _view = new CatalogView(Catalog, Time);
        Navigation.LocationChanged += OnMoved;
        Catalog.Changed += OnCatalogChanged;
        Policies.Changed += OnPolicyChanged;
        Cancellation.Register(() =>
        {
            Navigation.LocationChanged -= OnMoved;
            Catalog.Changed -= OnCatalogChanged;
            Policies.Changed -= OnPolicyChanged;
        });
        await ReadAddressAsync();
    }

    protected override async Task OnParametersSetAsync() => _person = (await Authentication).User;

    // The address contains what is shown. Letters that are added to a search are not separate places to go back to.
    private void Go(CatalogAddress place) =>
        Navigation.NavigateTo(place.ToAddress(), replace: _view.Place.Search.Length > 0 && place.Search != _view.Place.Search);

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (Navigation.ToBaseRelativePath(moved.Location).Split('?')[0] == CatalogAddress.Path)
        {
            RedrawAfter(ReadAddressAsync);
        }
    }

    private Task ReadAddressAsync()
    {
        (var place, _unknown) = CatalogAddress.Read(Navigation.Uri);
        return ShowAsync(place);
    }

    private Task RefreshAsync() => ShowAsync(_view.Place);

    private async Task ShowAsync(CatalogAddress place)
    {
        await _view.ShowAsync(place, Policy);
        _leftOut = Catalog.Count.LeftOut;
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => Follow();

    private void OnCatalogChanged() => Follow();

    // Many discovered names at once cause one refresh, not one for each.
    private void Follow()
    {
        if (Interlocked.Increment(ref _changes) == 1)
        {
            _ = InvokeAsync(FollowAsync);
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            await Task.Delay(Pause, Time, Cancellation);
            Interlocked.Exchange(ref _changes, 0);
            await RefreshAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private Task OpenNewAsync() => OpenAsync(new EventDraft());

    private Task OpenEditAsync(EventDefinition entry) => OpenAsync(EventDraft.Of(entry, Policy.ListsOf(entry.Action)));

    private async Task OpenAsync(EventDraft draft)
    {
        Func<EventDraft, Task<EventSaving>> save = edited => Editor.SaveAsync(edited, _person, Cancellation);
        var parameters = new DialogParameters<EventDialog>
        {
            { dialog => dialog.Draft, draft },
            { dialog => dialog.Policy, Policy },
            { dialog => dialog.Save, save },
        };
        var title = draft.IsNew ? "New event" : "Edit event";
        if (await Dialogs.AskAsync<EventDialog, EventSaving>(title, parameters, opener: this) is { } saving)
        {
            ShowOutcome(saving, $"{draft.Action.Trim()} is saved.");
            await RefreshAsync();
        }
    }

    private async Task OpenAddToListAsync()
    {
        EventName[] actions = [.. _view.Selection.Actions];
        var parameters = new DialogParameters<AddToListDialog>
        {
            { dialog => dialog.Actions, actions },
            { dialog => dialog.Policy, Policy },
        };
        var added = await Dialogs.AskAsync<AddToListDialog, EventLists>("Add to list", parameters, opener: this);
        var change = new ListsChange(actions, Added: added);
        if (added == EventLists.None
            || (change.Question(Policy) is { } question && !await Dialogs.ConfirmAsync("Apply anyway?", question, "Apply anyway")))
        {
            return;
        }

        var saving = await Editor.ChangeListsAsync(change, "Added from the catalogue", _person, Cancellation);
        var isSaved = saving is EventSaving.Saved;
        var lists = change.Kinds.Count() == 1 ? "the list" : "the lists";
        ShowOutcome(saving, isSaved ? $"{Numbers.Count("event", actions.Length)} added to {lists}." : "");
        if (isSaved)
        {
            _view.Selection.Clear();
            await RefreshAsync();
        }
    }

    private void ShowOutcome(EventSaving saving, string done)
    {
        switch (saving)
        {
            case EventSaving.Saved { Lists: { } applied }:
                Snackbars.AddSaved(applied, done);
                break;
            case EventSaving.Saved:
                Snackbars.Add(done, Severity.Success);
                break;
            case EventSaving.ListsFailed failed:
                Snackbars.Add($"{done} The lists were not changed: {failed.Problem}".Trim(), Severity.Warning);
                break;
        }
    }
}
