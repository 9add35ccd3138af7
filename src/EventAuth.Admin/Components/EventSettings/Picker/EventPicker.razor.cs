using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.EventSettings.Drafts;
using EventAuth.Admin.Components.Leaving;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings.Picker;

/// <summary>
/// One field: what is picked, the text, and "Add". The text itself belongs to the browser, and keys are handled in
/// order when the suggestions are there, so that no key is lost however slow the connection is.
/// </summary>
public sealed partial class EventPicker : IHandleEvent, IAsyncDisposable
{
    private const int MaxSearchLength = 100;

    /// <summary>The most picked events that are shown: the last ones.</summary>
    private const int MaxChips = 24;

    private readonly string _inputId = "search-" + Guid.NewGuid().ToString("N");
    private readonly string _listId = "events-" + Guid.NewGuid().ToString("N");
    private readonly SuggestionList _list = new();
    private readonly KeyQueue _keys;
    private BrowserModule _script = default!;
    private DotNetObjectReference<EventPicker> _self = default!;
    private ElementReference _picker;
    private SearchBox _box = default!;
    private CancellationTokenSource _stale = new();
    private Task _search = Task.CompletedTask;
    private PastePreview _paste = default!;
    private string _browserText = "";
    private string? _shownText;
    private string _announcement = "";
    private bool _open;
    private bool _searched;
    private bool _handingOver;
    private bool _focusQuietly;
    private int _enters;
    private int _texts;

    /// <summary>Keys wait for the running search.</summary>
    public EventPicker() => _keys = new KeyQueue(() => _search, StateHasChanged);

    /// <summary>The draft that gets the picked events.</summary>
    [Parameter, EditorRequired] public required EventListDraft Draft { get; set; }

    /// <summary>Raised after what is picked or listed changed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    private bool Expanded => _open && _searched && _list.Rows > 0;

    /// <summary>Puts the caret into the field without opening the suggestions.</summary>
    public async Task FocusAsync()
    {
        _focusQuietly = true;
        await Script.MoveFocusAsync(_box.Element);
    }

    /// <summary>The browser scrolled to rows that are not rendered.</summary>
    [JSInvokable]
    public void ShowRows(int first)
    {
        _list.ScrollTo(first);
        StateHasChanged();
    }

    /// <summary>The focus left the picker. If something is typed before that is heard, it has come back: "Add" gives it back.</summary>
    [JSInvokable]
    public Task LeaveAsync()
    {
        var text = _browserText;
        return _keys.RunSoonAsync(() =>
        {
            if (text == _browserText)
            {
                Close();
            }
        });
    }

    /// <summary>Several words were pasted; true if they are taken as names.</summary>
    /// <param name="pasted">The text in UTF-8, cut off at the limit.</param>
    /// <param name="isPhrase">Whether it went into the field, too: to search for it, if anything is found.</param>
    [JSInvokable]
    public async Task<bool> PasteAsync(IJSStreamReference pasted, bool isPhrase)
    {
        await using var stream = pasted;
        if (!await _paste.ShowAsync(pasted, isPhrase))
        {
            return false;
        }

        Close();
        _announcement = _paste.Summary;
        StateHasChanged();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        // Cancelled, not disposed: the browser's last call may still be on its way to LeaveAsync.
        await _stale.CancelAsync();
        _self.Dispose();
        await _script.DisposeAsync();
    }

    // Typing changes nothing on the screen until something is found; code that changes something renders itself.
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem callback, object? argument) => callback.InvokeAsync(argument);

    protected override void OnInitialized()
    {
        _browserText = Draft.SearchText;
        _self = DotNetObjectReference.Create(this);
        _script = new BrowserModule(Script, "./" + Assets["event-picker.js"]);
    }

    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? _script.CallAsync("attach", _picker, _box.Element, _self, PastedText.MaxBytes) : Task.CompletedTask;

    private void OnInput(ChangeEventArgs change)
    {
        var text = change.Value as string ?? "";
        _browserText = text.Length > MaxSearchLength ? text[..MaxSearchLength] : text;

        // What is typed after an Enter belongs to the next search: the browser sends it when the text before it is used.
        if (_enters == 0 || _handingOver)
        {
            _texts += _handingOver ? 0 : 1;
            TakeText();
        }
    }

    private void TakeText()
    {
        if (_browserText != Draft.SearchText)
        {
            Draft.SearchText = _browserText;
            _open |= !_paste.IsOpen || _browserText.Length > 0;
            if (_open)
            {
                StartSearch();
            }
        }
    }

    private void OnFocus()
    {
        if (!_focusQuietly)
        {
            Open();
        }

        _focusQuietly = false;
    }

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Escape":
                return _keys.RunSoonAsync(_open ? Close : _paste.Close);
            case "Enter":
                _enters++;
                return _keys.RunAsync(ChooseActiveAsync);
            case "Backspace" when _browserText.Length == 0:
                return _keys.RunAsync(() => Draft.Picked.Count > 0 ? UnpickAsync(Draft.Picked[^1]) : Task.CompletedTask);
            case "ArrowDown" or "ArrowUp" when !_open:
                return _keys.RunSoonAsync(Open);
            case var move when SuggestionList.Moves(move):
                var texts = _texts;
                return _keys.RunAsync(() => _ = Expanded && texts == _texts && _list.Move(move));
            default:
                return Task.CompletedTask;
        }
    }

    private void Open()
    {
        if (!_open && !_paste.IsOpen)
        {
            _open = true;
            StartSearch();
        }
    }

    private void Close()
    {
        _open = false;
        _searched = false;
        _announcement = "";
        _stale.Cancel();
    }

    private void StartSearch()
    {
        _stale.Cancel();
        _stale = new CancellationTokenSource();
        _search = SearchAsync(Draft.SearchText.Trim(), _stale.Token);
    }

    private async Task SearchAsync(string text, CancellationToken cancellation)
    {
        try
        {
            // Not on this circuit's thread, so that the next key press can overtake a long search.
            var found = await Task.Run(() => Catalog.SearchAsync(new CatalogQuery(text), cancellation).AsTask(), cancellation);
            var isNew = EventName.TryParse(text, out var name) && !Draft.Contains(name)
                && await Catalog.FindAsync(name, cancellation) is null;
            cancellation.ThrowIfCancellationRequested();
            _list.Show(found, isNew ? name : null, activateFirst: text.Length > 0);
            _shownText = text;
            _searched = true;
            _announcement = $"{Numbers.Number(found.Count)} of {Numbers.Number(Catalog.Count.Entries)} events";
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // A newer text is being searched for, or the suggestions were closed.
        }
    }

    private async Task ChooseActiveAsync()
    {
        try
        {
            if (Expanded && _list.ActiveEvent is { } name)
            {
                await ChooseAsync(name);
            }
            else if (!_open)
            {
                await _paste.PickAsync();
            }
        }
        finally
        {
            _enters--;
        }

        if (_enters == 0)
        {
            TakeText();
        }
    }

    private async Task ChooseAsync(EventName name)
    {
        if (Draft.Pick(name))
        {
            _announcement = $"{name} is picked.";
            await Changed.InvokeAsync();
        }
        else
        {
            _announcement = Draft.Contains(name) ? $"{name} is on the list already." : $"{name} is picked already.";
        }

        StateHasChanged();
        await UseTextAsync(Draft.SearchText, offer: true);
    }

    private async Task OnDecidedAsync(string announcement)
    {
        _announcement = announcement;
        await Changed.InvokeAsync();
        await FocusAsync();
    }

    private Task UnpickAsync(EventName name)
    {
        Draft.Unpick(name);
        return OnDecidedAsync($"{name} is no longer picked.");
    }

    private async Task AddAsync()
    {
        Draft.AddPicked();
        Close();
        var text = Draft.SearchText;
        (Draft.SearchText, _browserText) = ("", "");
        await Changed.InvokeAsync();
        await UseTextAsync(text, offer: false);
        await FocusAsync();
    }

    // Removes a used text from the field, or offers it for replacement; what was typed since stays.
    private async Task UseTextAsync(string text, bool offer)
    {
        _handingOver = true;
        try
        {
            await _script.CallAsync("use", _box.Element, text, offer);
        }
        finally
        {
            _handingOver = false;
        }
    }
}
