using System.Text;
using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Snippets;
using EventAuth.Core.Conformance;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>Checks a pasted token of a backend against each requirement, and shows how to make one with openssl alone.</summary>
public sealed partial class BackendCheckPage : IAsyncDisposable
{
    private UnboundText _box = default!;
    private BrowserModule _module = null!;
    private TokenClaims _claims = default!;
    private string? _tooMuch;
    private ConformanceReport? _report;
    private bool _ready;
    private bool _isBusy;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return _module.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        _module = new BrowserModule(Script, "./" + Assets["token-box.js"]);
        _claims = TokenClaims.For(Conformance.Rules);
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

    private async Task CheckAsync()
    {
        // Enter in a field also sends the form, whatever the state of the button.
        if (!_ready || _isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            // The text area belongs to the browser. Its content is read once per check, in full, or not at all if far too long.
            var (length, content) = await _module.ReadAsync(TokenInspector.MaxPasted, "read", _box.Element);
            _tooMuch = content is null ? TokenBoxTexts.TooMuch(length) : null;
            _report = content is null ? null : await Conformance.CheckAsync(Encoding.UTF8.GetString(content), Cancellation);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Forget() => (_report, _tooMuch) = (null, null);
}
