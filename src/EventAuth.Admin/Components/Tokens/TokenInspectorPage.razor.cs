using System.Globalization;
using EventAuth.Admin.Components.Kit;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>Takes a pasted token and shows all that is right and wrong with it.</summary>
public sealed partial class TokenInspectorPage : IAsyncDisposable
{
    /// <summary>More than any identifier has: one that is too long is told so, and not cut to a sound one.</summary>
    private const int MaxIdentifier = 400;

    // Their names are those of EventIdentifiers, and their content belongs to the browser as that of the box does.
    private static readonly (string Name, string Label)[] Fields = [("customId", "customId"), ("email", "E-mail"), ("uuid", "uuid")];

    private readonly CancellationTokenSource _closed = new();
    private ElementReference _form;
    private UnboundText _box = default!;
    private TokenBox _content = null!;
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
            var content = await _content.ReadAsync(_box.Element);
            _at = Time.GetUtcNow();
            _tooMuch = content.Text is null ? TooMuchWords(content.Bytes) : null;
            var sent = await _content.ReadEventAsync(_form);
            _inspection = content.Text is { } text
                ? await Inspections.InspectAsync(text, sent == new EventIdentifiers(null, null, null) ? null : sent, _closed.Token)
                : null;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Forget()
    {
        _inspection = null;
        _tooMuch = null;
    }

    private static string TooMuchWords(long bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"This has {bytes:N0} bytes, and a token has at most "
        + $"{TokenRules.MaxLength:N0}. It was left in your browser. Paste the token alone.");
}
