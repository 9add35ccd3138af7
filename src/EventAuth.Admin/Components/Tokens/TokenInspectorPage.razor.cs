using System.Text;
using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>Takes a pasted token and shows all that is right and wrong with it.</summary>
public sealed partial class TokenInspectorPage : IAsyncDisposable
{
    /// <summary>More than any identifier has: one that is too long is told so, and not cut to a sound one.</summary>
    private const int MaxIdentifier = 400;

    // Their names are those of EventIdentifiers, and their content belongs to the browser as that of the box does.
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
        // Enter in a field sends the form as well, whatever the button says.
        if (!_ready || _isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            // The box belongs to the browser. Its content is fetched once an inspection, whole, or left there where it is far too much.
            var (length, content) = await _module.ReadAsync(TokenInspector.MaxPasted, "read", _box.Element);
            _at = Time.GetUtcNow();
            _tooMuch = content is null ? TooMuchWords(length) : null;
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

    private static string TooMuchWords(long bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"This has {bytes:N0} bytes, and a token has at most "
        + $"{TokenRules.MaxLength:N0}. It was left in your browser. Paste the token alone.");
}
