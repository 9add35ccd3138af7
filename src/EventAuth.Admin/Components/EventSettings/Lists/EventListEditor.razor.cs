using EventAuth.Admin.Components.EventSettings.Picker;
using EventAuth.Admin.Components.Leaving;
using Microsoft.JSInterop;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Lists;

/// <summary>The content of an open card: the picker, the list as it would be, and the comment.</summary>
public sealed partial class EventListEditor
{
    /// <summary>From this number of events on, only the visible rows are rendered.</summary>
    private const int LongList = 100;

    private readonly string _listTitleId = "list-" + Guid.NewGuid().ToString("N");
    private readonly Dictionary<EventName, long?> _traffic = [];
    private EventPicker? _picker;
    private ElementReference _rows;
    private EventName[] _events = [];
    private string _comment = "";

    private bool IsLong => _events.Length > LongList;

    // In byte order, as it is in the history and in the API.
    private string Text => string.Join('\n', Draft.Events.Order().Select(name => name.Value));

    private string Counts => Numbers.Count("event", Draft.Count)
        + (Draft.Added.Count > 0 ? $", {Numbers.Number(Draft.Added.Count)} new" : "")
        + (Draft.Removed.Count > 0 ? $", {Numbers.Number(Draft.Removed.Count)} removed" : "");

    /// <summary>Puts the caret into the search field.</summary>
    public Task FocusAsync() => _picker?.FocusAsync() ?? Task.CompletedTask;

    protected override void OnInitialized() => _comment = Draft.Comment;

    protected override async Task OnParametersSetAsync()
    {
        _events = [.. Draft.Rows];
        try
        {
            await ReadTrafficAsync();
        }
        catch (Exception failure)
        {
            // The list can be edited without these numbers.
            if (!Cancellation.IsCancellationRequested)
            {
                TrafficNotRead(Log, Draft.Kind, failure);
            }
        }
    }

    // How often the events arrived in the last 24 hours. Each is read once.
    private async Task ReadTrafficAsync()
    {
        var asked = _events.Where(name => _traffic.TryAdd(name, null)).ToList();
        if (asked.Count > 0)
        {
            var found = await DecisionCounts.CountByActionAsync(asked, Time.GetUtcNow().AddHours(-24), Cancellation);
            asked.ForEach(name => _traffic[name] = found.GetValueOrDefault(name));
        }
    }

    private async Task ChangeAsync(Action change)
    {
        change();
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

    private Task TakeAsync(Fix fix) =>
        fix is Fix.ChangeList change && change.List == Draft.Kind ? ChangeAsync(() => Draft.Take(change)) : FixChosen.InvokeAsync(fix);

    [LoggerMessage(4003, LogLevel.Warning, "How often the events of the list {List} came could not be read.")]
    private static partial void TrafficNotRead(ILogger logger, EventListKind list, Exception failure);
}
