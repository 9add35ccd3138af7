using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Kit;

/// <summary>Shows a text and copies it to the clipboard.</summary>
public sealed partial class CopyText
{
    private bool _copied;
    private string _announcement = "";

    /// <summary>What is shown and copied.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The accessible name of the button; begins with the visible word "Copy".</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private async Task CopyAsync()
    {
        _copied = await Script.InvokeAsync<bool>("eventAuthBrowser.copy", Text);
        _announcement = _copied ? "Copied." : "This browser does not let the page copy. Select the text and copy it yourself.";
    }
}
