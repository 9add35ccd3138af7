using System.Globalization;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Texts;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>The tab "Events": every event that is known, to look up, to make and to describe.</summary>
public sealed partial class EventCatalogPage : IDisposable
{
    private const int ToastTime = 6_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _closed = new();
    private readonly CatalogSelection _selection = new();
    private CatalogView _view = default!;
    private ClaimsPrincipal _person = new();
    private int _leftOut;
    private int _changes;

    [Inject]
    private IEventCatalog Catalog { get; set; } = default!;

    [Inject]
    private PolicyMonitor Policies { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notifications { get; set; } = default!;

    [Inject]
    private EventEditor Editor { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private bool MayChange => Roles.Reaches(_person, Roles.Editor);

    private string CountWords => (_view.IsLoaded, _view.Search.Length) switch
    {
        (false, _) => "",
        (true, 0) => Numbers.Count("event", _view.Found),
        (true, _) => string.Create(CultureInfo.InvariantCulture, $"{_view.Found:N0} of {Numbers.Count("event", Catalog.Count.Entries + (_view.WithHidden ? Catalog.Count.Hidden : 0))}"),
    };

    private string LeftOutWords => string.Create(
        CultureInfo.InvariantCulture,
        $"{_leftOut:N0} more {(_leftOut == 1 ? "name was" : "names were")} seen and left out, because the catalogue has no room for more discovered events. Their events were accepted and kept as usual.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Catalog.Changed -= OnCatalogChanged;
        Policies.Changed -= OnPolicyChanged;
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _view = new CatalogView(Catalog);
        Catalog.Changed += OnCatalogChanged;
        Policies.Changed += OnPolicyChanged;
        await RefreshAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => _person = (await Authentication).User;

    private Task SearchAsync(ChangeEventArgs input) => _view.SearchAsync(((string?)input.Value ?? "").Trim());

    private Task SortAsync(CatalogOrder order) => _view.SortAsync(order);

    private async Task RefreshAsync()
    {
        await _view.RefreshAsync();
        _leftOut = Catalog.Count.LeftOut;
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => _ = InvokeAsync(StateHasChanged);

    // A burst of discovered names is one refresh, not one for each.
    private void OnCatalogChanged()
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
            await Task.Delay(Pause, Time, _closed.Token);
            Interlocked.Exchange(ref _changes, 0);
            await RefreshAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left meanwhile.
        }
    }

    private Task OpenNewAsync() => OpenAsync("New event", new EventDraft(), isNew: true);

    private Task OpenEditAsync(EventDefinition entry) => OpenAsync("Edit event", EventDraft.Of(entry), isNew: false);

    private async Task OpenAsync(string title, EventDraft draft, bool isNew)
    {
        var parameters = new Dictionary<string, object?>
        {
            [nameof(EventDialog.Draft)] = draft,
            [nameof(EventDialog.IsNew)] = isNew,
            [nameof(EventDialog.Policy)] = Policies.Current.Revision.Policy,
            [nameof(EventDialog.Save)] = (Func<EventDraft, Task<EventSaving>>)(isNew ? CreateAsync : UpdateAsync),
        };
        object? result = await Dialogs.OpenAsync<EventDialog>(title, parameters, new DialogOptions { Width = "560px" });
        if (result is EventSaving saving)
        {
            Tell(saving, draft.Action.Trim());
            await RefreshAsync();
        }
    }

    private Task<EventSaving> CreateAsync(EventDraft draft) => Editor.CreateAsync(draft, _person, _closed.Token);

    private Task<EventSaving> UpdateAsync(EventDraft draft) => Editor.UpdateAsync(draft, _person, _closed.Token);

    private void Tell(EventSaving saving, string action)
    {
        switch (saving)
        {
            case EventSaving.Saved { PolicyVersion: { } version }:
                Notifications.Notify(NotificationSeverity.Success, "Saved", string.Create(CultureInfo.InvariantCulture, $"{action} is on its lists. Policy {version:N0} is in force."), ToastTime);
                break;
            case EventSaving.Saved:
                Notifications.Notify(NotificationSeverity.Success, "Saved", $"{action} is in the catalogue.", ToastTime);
                break;
            case EventSaving.SavedWithoutLists partly:
                Notifications.Notify(NotificationSeverity.Warning, "Saved, but not on the lists", $"{action} is in the catalogue. The policy is as it was: {partly.Problem}", duration: 30_000);
                break;
        }
    }
}
