using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Explanations;
using Microsoft.AspNetCore.Components.Web;

namespace EventAuth.Admin.Components.Live;

/// <summary>
/// Decisions as they happen and those recorded before. The filter is in the address, to be shared; a customer never is.
/// </summary>
public sealed partial class LivePage
{
    /// <summary>Four times a second, however much comes: nobody sees more.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private DecisionFeed _feed = default!;
    private IReadOnlyList<string> _problems = [];
    private (string?, string?, string?, string?, string?, string?)? _addressed;
    private string? _customer;
    private DecisionRecord? _selected;
    private string? _toFocus;
    private bool _hasPointer;
    private bool _hasFocus;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private DateOnly _today;

    /// <summary>Whether the requested time is completely in the past, so that nothing new can arrive.</summary>
    private bool IsOver => _feed.Filter.Until <= Time.GetUtcNow();

    private bool IsFiltered => _feed.Filter != new DecisionFilter();

    private string CameWords => Numbers.Count("new event", _feed.CameSince) + (IsFiltered ? " (unfiltered)" : "");

    private string EmptyWords => (IsOver, IsFiltered) switch
    {
        (true, _) => "No recorded event of that time matches the filter, or it is older than what is kept.",
        (_, true) => "No recorded event matches the filter. Matching events appear here as they come in.",
        _ => "Events appear here as your site sends them.",
    };

    // Rows that appear under a resting pointer do not pause: it is in use when it moves, and that is reported once.
    private EventCallback<PointerEventArgs> Moves =>
        _hasPointer ? default : EventCallback.Factory.Create<PointerEventArgs>(this, () => Hold(pointer: true));

    protected override async Task OnInitializedAsync()
    {
        Read();
        _zone = await Zone.GetAsync();
        await PollAsync();
        _ = RepeatAsync(new PeriodicTimer(Interval, Time), PollAsync);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_addressed != Address)
        {
            Read();
            await PollAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_toFocus is { } id)
        {
            _toFocus = null;
            await Script.MoveFocusAsync(id);
        }
    }

    private (string?, string?, string?, string?, string?, string?) Address => (Outcome, ActionName, Code, Since, Until, Certificate);

    private void Read()
    {
        _addressed = Address;
        (var filter, _problems) = LiveQuery.Read(Outcome, ActionName, Code, Since, Until, Certificate);
        Show(filter with { Customer = _customer, IsMonitored = Monitored == "true" });
    }

    private void Show(DecisionFilter filter)
    {
        _feed = new DecisionFeed(Decisions, filter);
        LetGo();
        if (IsOver)
        {
            _feed.Pause();
        }
    }

    private async Task<bool> PollAsync()
    {
        var feed = _feed;
        var hadTrouble = feed.Trouble is not null;
        _today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Time.GetUtcNow(), _zone).DateTime);
        var changed = await feed.PollAsync(Cancellation);
        if (!hadTrouble && feed.Trouble is { } trouble)
        {
            NotRead(Log, trouble);
        }

        return changed && feed == _feed;
    }

    private async Task ChooseAsync(DecisionFilter filter)
    {
        var address = LiveAddress.Of(filter);
        _customer = filter.Customer;
        if (Navigation.ToBaseRelativePath(Navigation.Uri) != address)
        {
            Navigation.NavigateTo(address);
        }

        // The customer is not in the address, so the page does not learn of it from there.
        if (filter.Customer != _feed.Filter.Customer)
        {
            Show(_feed.Filter with { Customer = filter.Customer });
            await PollAsync();
        }
    }

    private async Task ToggleAsync()
    {
        if (IsOver)
        {
            await ChooseAsync(_feed.Filter with { Since = null, Until = null });
        }
        else if (_feed.IsPaused)
        {
            _feed.Resume();
            LetGo();
            await PollAsync();
        }
        else
        {
            _feed.Pause();
        }
    }

    private void Hold(bool? pointer = null, bool? focus = null)
    {
        (_hasPointer, _hasFocus) = (pointer ?? _hasPointer, focus ?? _hasFocus);
        _feed.IsHeld = _hasPointer || _hasFocus || _selected is not null;
    }

    // A part that is removed with the focus in it sends no event. The button that was pressed is elsewhere.
    private void LetGo() => Hold(pointer: false, focus: false);

    // The button disappears; the newest row is where to continue.
    private async Task ShowNewAsync()
    {
        await _feed.ShowNewAsync(Cancellation);
        _toFocus = _feed.Rows is [var newest, ..] ? LiveRow.ButtonOf(newest.Id) : null;
    }

    private void Select(DecisionRecord record)
    {
        _selected = _selected?.Id == record.Id ? null : record;
        Hold();
    }

    private void CloseOnEscape(KeyboardEventArgs pressed)
    {
        if (pressed.Key == "Escape")
        {
            Close();
        }
    }

    // The focus goes back to the row.
    private void Close()
    {
        _toFocus = _selected is { } closed ? LiveRow.ButtonOf(closed.Id) : _toFocus;
        _selected = null;
        Hold();
    }

    [LoggerMessage(4101, LogLevel.Warning, "The newest decisions cannot be read. An open page keeps what it shows and goes on trying.")]
    private static partial void NotRead(ILogger logger, Exception failure);
}
