using System.Globalization;
using EventAuth.Core.Tokens;
using EventAuth.Core.Tokens.Inspection;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>Takes a pasted token and shows all that is right and wrong about it.</summary>
public sealed partial class TokenInspectorPage : IAsyncDisposable
{
    /// <summary>More than any identifier has: one that is too long is told so, and not cut to a sound one.</summary>
    private const int MaxIdentifier = 400;

    private readonly CancellationTokenSource _closed = new();
    private ElementReference _box;
    private TokenBox _content = null!;
    private string _customId = "";
    private string _email = "";
    private string _uuid = "";
    private string? _tooMuch;
    private TokenInspection? _inspection;
    private DateTimeOffset _at;
    private bool _ready;
    private bool _isBusy;

    [Inject]
    private TokenInspections Inspections { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _closed.Dispose();
        await _content.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _content = new TokenBox(Script, "./" + Assets["token-box.js"]);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _content.OpenAsync();
            _ready = true;
            StateHasChanged();
        }
    }

    private static string TextOf(ChangeEventArgs change) => ((string?)change.Value ?? "").Trim();

    private static string? OrNone(string text) => text.Length == 0 ? null : text;

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
            var content = await _content.ReadAsync(_box);
            _at = Time.GetUtcNow();
            _tooMuch = content.Text is null ? TooMuchWords(content.Bytes) : null;
            _inspection = content.Text is { } text ? await Inspections.InspectAsync(text, Sent(), _closed.Token) : null;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private EventIdentifiers? Sent() =>
        _customId.Length + _email.Length + _uuid.Length == 0 ? null : new EventIdentifiers(OrNone(_uuid), OrNone(_email), OrNone(_customId));

    private void Forget()
    {
        _customId = _email = _uuid = "";
        _inspection = null;
        _tooMuch = null;
    }

    private static string TooMuchWords(long bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"This has {bytes:N0} bytes, and a token has at most {TokenRules.MaxLength:N0}: it cannot be one, and was left in your browser. Paste the token alone.");
}
