using EventAuth.Admin.Components.EventSettings.Drafts;
using EventAuth.Admin.Components.EventSettings.Picker;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>What an open card holds: the picker, the list as it would be, and the comment.</summary>
public sealed partial class EventListEditor : IDisposable
{
    /// <summary>From so many events on only the visible rows are rendered.</summary>
    private const int LongList = 100;

    private readonly string _listTitleId = "list-" + Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _left = new();
    private EventPicker? _picker;
    private ElementReference _rows;
    private EventName[] _events = [];
    private ListTraffic _traffic = default!;
    private string _comment = "";

    /// <summary>The draft.</summary>
    [Parameter, EditorRequired]
    public required EventListDraft Draft { get; set; }

    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired]
    public required EventPolicy InForce { get; set; }

    /// <summary>Raised after what is picked or listed changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Whether this person may define the certificate.</summary>
    [Parameter, EditorRequired]
    public bool MayDefineCertificate { get; set; }

    /// <summary>The person takes a fix that is not in this list.</summary>
    [Parameter]
    public EventCallback<Fix> LedElsewhere { get; set; }

    [Inject]
    private IDecisionCounts DecisionCounts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbars { get; set; } = default!;

    [Inject]
    private ILogger<EventListEditor> Log { get; set; } = default!;

    private bool IsLong => _events.Length > LongList;

    // In byte order, as it is in the history and in the API.
    private string Text => string.Join('\n', Draft.Events.Order().Select(name => name.Value));

    private string Counts
    {
        get
        {
            var counts = Draft.Count == 1 ? "1 event" : Numbers.Number(Draft.Count) + " events";
            counts += Draft.Added.Count > 0 ? $", {Numbers.Number(Draft.Added.Count)} new" : "";
            return counts + (Draft.Removed.Count > 0 ? $", {Numbers.Number(Draft.Removed.Count)} removed" : "");
        }
    }

    /// <summary>Puts the caret into the search field.</summary>
    public async Task FocusAsync()
    {
        if (_picker is not null)
        {
            await _picker.FocusAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _traffic = new ListTraffic(DecisionCounts, Time);
        _comment = Draft.Comment;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _events = [.. Draft.Rows];
        try
        {
            await _traffic.ReadAsync(_events, _left.Token);
        }
        catch (Exception failure)
        {
            // The list can be edited without these numbers.
            if (!_left.IsCancellationRequested)
            {
                ListLog.TrafficNotRead(Log, Draft.Kind, failure);
            }
        }
    }

    private async Task RemoveAsync(EventName name)
    {
        Draft.Remove(name);
        await Changed.InvokeAsync();
        await Script.MoveFocusAsync(_rows, preventScroll: true);
    }

    private async Task UndoAsync(EventName name)
    {
        Draft.UndoRemoval(name);
        await Changed.InvokeAsync();
        await Script.MoveFocusAsync(_rows, preventScroll: true);
    }

    private async Task UndoAsync(ListEntry entry)
    {
        Draft.UndoRemoval(entry);
        await Changed.InvokeAsync();
        await Script.MoveFocusAsync(_rows, preventScroll: true);
    }

    private async Task CopyAsync()
    {
        var copied = await Script.InvokeAsync<bool>("eventAuthBrowser.copy", Text);
        Snackbars.Add(
            copied ? "List copied." : "This browser does not let the page copy. Choose “Download list”.",
            copied ? Severity.Success : Severity.Warning);
    }

    private async Task DownloadAsync() =>
        await Script.InvokeVoidAsync("eventAuthBrowser.download", Draft.Kind.ToMemberName() + ".txt", Text);

    private async Task TakeAsync(Fix fix)
    {
        if (fix is Fix.ChangeList change && change.List == Draft.Kind)
        {
            Draft.Take(change);
            await Changed.InvokeAsync();
            await Script.MoveFocusAsync(_rows, preventScroll: true);
        }
        else
        {
            await LedElsewhere.InvokeAsync(fix);
        }
    }
}
