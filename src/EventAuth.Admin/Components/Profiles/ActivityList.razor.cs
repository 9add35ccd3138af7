namespace EventAuth.Admin.Components.Profiles;

/// <summary>What happened, newest first, page by page.</summary>
public sealed partial class ActivityList
{
    private const int PageSize = 25;
    private readonly List<Activity> _activities = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private string _filter = "";
    private bool _isLoaded;
    private bool _hasMore;

    /// <summary>Any of the customer's uuids.</summary>
    [Parameter, EditorRequired] public string Uuid { get; set; } = default!;
    /// <summary>Called when a person asks for the newest state.</summary>
    [Parameter] public EventCallback Reloaded { get; set; }

    // With the day for the first one of each day.
    private IEnumerable<(Activity Activity, string? Day)> Shown
    {
        get
        {
            string? last = null;
            foreach (var activity in _activities.Where(Fits))
            {
                var day = TimeTexts.Day(activity.Time, _zone);
                yield return (activity, day == last ? null : day);
                last = day;
            }
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _zone = await Zone.GetAsync();
        await ReadAsync(after: null);
    }

    private void Filter(string? text) => _filter = text?.Trim() ?? "";

    private bool Fits(Activity activity) =>
        activity.Action.Contains(_filter, StringComparison.OrdinalIgnoreCase)
        || activity.Label?.Contains(_filter, StringComparison.OrdinalIgnoreCase) == true;

    private async Task RefreshAsync()
    {
        await ReadAsync(after: null);
        await Reloaded.InvokeAsync();
    }

    private Task ShowMoreAsync()
    {
        var last = _activities[^1];
        return ReadAsync(new ActivityPosition(last.Time, last.ReceivedAt, last.EventId));
    }

    private async Task ReadAsync(ActivityPosition? after)
    {
        var page = await Reader.ReadActivitiesAsync(Uuid, after, PageSize + 1, Cancellation) ?? [];
        if (after is null)
        {
            _activities.Clear();
        }

        _activities.AddRange(page.Take(PageSize).ExceptBy(_activities.Select(activity => activity.EventId), activity => activity.EventId));
        _hasMore = page.Count > PageSize;
        _isLoaded = true;
    }
}
