using System.Text;
using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>Shows everything that is right and wrong with a pasted token.</summary>
public sealed partial class TokenInspectorPage : IAsyncDisposable
{
    /// <summary>Longer than any identifier: one that is too long is reported, and not cut to a valid one.</summary>
    private const int MaxIdentifier = 400;

    // Their names are those of EventIdentifiers, and their content belongs to the browser, like the text area's.
    private static readonly (string Name, string Label)[] Fields = [("customId", "customId"), ("email", "E-mail"), ("uuid", "uuid")];

    private ElementReference _form;
    private UnboundText _box = default!;
    private BrowserModule _module = null!;
    private string? _tooMuch;
    private TokenInspection? _inspection;
    private DateTimeOffset _at;
    private bool _ready;
    private bool _isBusy;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return _module.DisposeAsync();
    }

    protected override void OnInitialized() => _module = new BrowserModule(Script, "./" + Assets["token-box.js"]);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _module.OpenAsync();
            _ready = true;
            StateHasChanged();
        }
    }

    private async Task InspectAsync()
    {
        // Enter in a field also sends the form, whatever the state of the button.
        if (!_ready || _isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            // The text area belongs to the browser. Its content is read once per inspection, in full, or not at all if far too long.
            var (length, content) = await _module.ReadAsync(TokenInspector.MaxPasted, "read", _box.Element);
            _at = Time.GetUtcNow();
            _tooMuch = content is null ? TokenBoxTexts.TooMuch(length) : null;
            var sent = await _module.AskAsync<EventIdentifiers>("readEvent", _form);
            _inspection = content is null ? null : await Inspections.InspectAsync(
                Encoding.UTF8.GetString(content), sent == new EventIdentifiers(null, null, null) ? null : sent, Cancellation);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Forget() => (_inspection, _tooMuch) = (null, null);
}
