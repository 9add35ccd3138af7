using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Settings;
using EventAuth.Admin.TestSite;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace EventAuth.Admin.Components.Connect;

/// <summary>
/// Sends an event from the browser, by the SDK, and shows what was decided. The token belongs to the browser: it is never read by the
/// server.
/// </summary>
public sealed partial class TestEventCard : IAsyncDisposable
{
    private const string Usual = "page.visit";
    private const int MostSuggestions = 100;

    private readonly string _uuid = Guid.NewGuid().ToString();
    private MudAutocomplete<string>? _event;

    // Null where tokens must be proven: the test keeps no key in the browser, so it could prove none.
    private UnboundText? _token;
    private BrowserModule _module = null!;
    private PublicAddress? _direct;
    private string? _missingOrigin;
    private string _action = Usual;

    // What the person found in the field: as long as it stays, all events are suggested. The field opens before it says that it has the
    // focus, so this is set when the focus leaves.
    private string _atRest = Usual;

    // Whether one of the suggestions was gone to with an arrow key.
    private bool _isChoosing;
    private bool _wasAsked;
    private bool _ready;
    private bool _isBusy;
    private TestVerdict? _verdict;
    private string? _explain;

    private string? Problem =>
        _wasAsked && !EventName.IsValid(_action) ? $"Enter the name of an event. A name has {EventName.Rule}." : null;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return _module.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        var console = new Uri(Navigation.BaseUri);
        _direct = Addresses.For(console)?.Direct;
        _missingOrigin = Origins.FindMissing(console);
        _module = new BrowserModule(Script, "./" + Assets["test-event.js"]);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _module.OpenAsync();
            _ready = true;
            StateHasChanged();
        }
    }

    private async Task SendAsync()
    {
        // Enter takes the suggestion; the next one sends.
        if (_isChoosing && _event!.Open)
        {
            _isChoosing = false;
            return;
        }

        await CloseAsync();
        _wasAsked = true;
        if (!_ready || _isBusy || Problem is not null)
        {
            return;
        }

        (_isBusy, _verdict, _explain) = (true, null, null);
        try
        {
            var action = _action;
            var before = await Decisions.LastIdAsync(Cancellation);
            var sent = new { endpoint = _direct!.ToString(), uuid = _uuid, action };
            if (await _module.AskAsync<TestAnswer>("send", _token?.Element, TestSiteEndpoint.Path, sent) is { } answer)
            {
                await ShowAsync(action, answer, before);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            _isBusy = false;
        }
    }

    // What was answered is shown at once; why, as soon as it is recorded.
    private async Task ShowAsync(string action, TestAnswer answer, long before)
    {
        // Enter in the field has sent the event, and then opened the suggestions over the answer.
        await CloseAsync();
        var test = new SentTest(action, _direct!, new Uri(Navigation.BaseUri), _missingOrigin);
        _verdict = TestVerdict.Of(test, answer, record: null);
        if (!answer.IsDecision)
        {
            return;
        }

        StateHasChanged();
        var record = await RecordedTest.FindAsync(Decisions, Time, action, _uuid, answer, before, Cancellation);
        _verdict = TestVerdict.Of(test, answer, record);
        _explain = record is null
            ? ExplainAddress.OfImagined(action, "anonymous", answer.ImaginedToken)
            : ExplainAddress.OfDecision(record.Id);
    }

    // A name counts as it is typed, suggested or not.
    private void Name(string? text) => _action = text?.Trim() ?? "";

    private void OnKeyDown(KeyboardEventArgs pressed) =>
        _isChoosing = pressed.Key is "ArrowDown" or "ArrowUp" || (_isChoosing && pressed.Key == "Enter");

    private void Choose(string? name)
    {
        Name(name);
        _atRest = _action;
    }

    private async Task<IEnumerable<string>> SuggestAsync(string? text, CancellationToken cancellation)
    {
        var typed = text?.Trim() ?? "";
        var found = await Catalog.SearchAsync(new CatalogQuery(typed == _atRest ? "" : typed), cancellation);

        // What is in the field comes first: Enter takes the first one.
        return found.Select(each => each.Action.Value).OrderByDescending(name => name == typed).Take(MostSuggestions);
    }

    // Suggestions that stay open after the field was left would cover what is below.
    private Task CloseAsync() => _event!.CloseMenuAsync();
}
