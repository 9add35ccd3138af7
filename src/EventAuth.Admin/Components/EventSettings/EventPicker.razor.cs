using System.Globalization;
using EventAuth.Admin.Components.EventSettings.Lists;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>
/// One field: what is picked, the text, and "Add". The text itself belongs to the browser: the server is told and never
/// writes it back, so that no key is lost however far away the server is.
/// </summary>
public sealed partial class EventPicker : IAsyncDisposable
{
    private const int MaxSearchLength = 100;

    private readonly string _inputId = "search-" + Guid.NewGuid().ToString("N");
    private readonly string _listId = "events-" + Guid.NewGuid().ToString("N");
    private readonly SuggestionList _list = new();
    private ElementReference _picker;
    private ElementReference _input;
    private IJSObjectReference? _module;
    private bool _gone;
    private DotNetObjectReference<EventPicker>? _self;
    private CancellationTokenSource _stale = new();
    private Task _search = Task.CompletedTask;
    private string _initialText = "";
    private string _shownText = "";
    private string _announcement = "";
    private bool _open;
    private bool _searched;
    private bool _choosing;
    private bool _focusQuietly;
    private int? _reveal;

    /// <summary>The draft that is picked for.</summary>
    [Parameter, EditorRequired]
    public required EventListDraft Draft { get; set; }

    /// <summary>Raised after what is picked or listed changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private IEventCatalog Catalog { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private bool Expanded => _open && _searched && _list.Rows > 0;

    /// <summary>Puts the caret into the field without opening the suggestions.</summary>
    public async Task FocusAsync()
    {
        _focusQuietly = true;
        await _input.FocusAsync();
    }

    /// <summary>The browser scrolled to rows that are not rendered.</summary>
    [JSInvokable]
    public void ShowRows(int first)
    {
        _list.ScrollTo(first);
        StateHasChanged();
    }

    /// <summary>The focus left the picker.</summary>
    [JSInvokable]
    public void Leave()
    {
        Close();
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gone = true;

        // Cancelled, not disposed: the browser's last word may still be on its way to Leave.
        await _stale.CancelAsync();
        _self?.Dispose();
        if (_module is not null)
        {
            try
            {
                await _module.DisposeAsync();
            }
            catch (Exception failure) when (PageLeft.Explains(failure))
            {
                // The browser is gone, and the module with it.
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _initialText = Draft.SearchText;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            await AttachAsync(firstRender);
        }
        catch (Exception failure) when (_gone && PageLeft.Explains(failure))
        {
            // The card was closed meanwhile, or the page left.
        }
    }

    private async Task AttachAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["event-picker.js"]);
            if (_gone)
            {
                // The card was closed meanwhile.
                await _module.DisposeAsync();
                return;
            }

            await _module.InvokeVoidAsync("attach", _picker, _input, _self);
        }

        if (_reveal is { } row && _module is not null)
        {
            _reveal = null;
            await _module.InvokeVoidAsync("reveal", _picker, _input, row, _shownText);
        }
    }

    private void OnInput(ChangeEventArgs change)
    {
        var text = change.Value as string ?? "";
        if (_choosing || text == Draft.SearchText)
        {
            return;
        }

        Draft.SearchText = text.Length > MaxSearchLength ? text[..MaxSearchLength] : text;
        _open = true;
        StartSearch();
    }

    private void OnFocus()
    {
        if (!_focusQuietly)
        {
            Open();
        }

        _focusQuietly = false;
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Escape":
                Close();
                break;
            case "Enter":
                await ChooseActiveAsync();
                break;
            case "Backspace" when Draft is { SearchText.Length: 0, Picked.Count: > 0 }:
                await UnpickAsync(Draft.Picked[^1]);
                break;
            case "ArrowDown" or "ArrowUp" when !_open:
                Open();
                break;
            default:
                _reveal = Expanded && _list.Move(key.Key) ? _list.Active : null;
                break;
        }
    }

    private void Open()
    {
        if (!_open)
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
            // Off this circuit's turn, so that the next key press can overtake a search that takes long.
            var found = await Task.Run(() => Catalog.SearchAsync(new CatalogQuery(text), cancellation).AsTask(), cancellation);
            var typed = EventName.TryParse(text, out var name) && !Draft.Contains(name) && await Catalog.FindAsync(name, cancellation) is null
                ? name
                : (EventName?)null;
            cancellation.ThrowIfCancellationRequested();
            _list.Show(found, typed, activateFirst: text.Length > 0);
            _shownText = text;
            _searched = true;
            _reveal = 0;
            _announcement = string.Create(CultureInfo.InvariantCulture, $"{found.Count:N0} of {Catalog.Count.Entries:N0} events");
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // A newer text is being searched for, or the suggestions were closed.
        }
    }

    private async Task ChooseActiveAsync()
    {
        // What is typed from now on belongs to the next search; the browser hands it over when this text is used.
        _choosing = true;
        try
        {
            await _search;
            if (Expanded && _list.ActiveEvent is { } name)
            {
                await ChooseAsync(name);
            }
        }
        finally
        {
            _choosing = false;
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

        _choosing = false;
        await UseTextAsync(offer: true);
    }

    private async Task UnpickAsync(EventName name)
    {
        Draft.Unpick(name);
        _announcement = $"{name} is not picked any more.";
        await Changed.InvokeAsync();
        await FocusAsync();
    }

    private async Task AddAsync()
    {
        Draft.AddPicked();
        Close();
        var text = Draft.SearchText;
        Draft.SearchText = "";
        await Changed.InvokeAsync();
        await UseTextAsync(offer: false, text);
        await FocusAsync();
    }

    private async Task UseTextAsync(bool offer, string? text = null)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("use", _input, text ?? Draft.SearchText, offer);
        }
    }
}
