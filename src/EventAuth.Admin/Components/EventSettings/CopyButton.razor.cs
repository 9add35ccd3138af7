using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>Copies a text to the clipboard and says so, on screen and to screen readers.</summary>
public sealed partial class CopyButton
{
    private bool _copied;
    private string _said = "";

    /// <summary>What is copied.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The accessible name; begins with the visible word "Copy".</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private async Task CopyAsync()
    {
        await using var module = await Script.InvokeAsync<IJSObjectReference>("import", CertificateDialog.ModulePath(Assets));
        _copied = await module.InvokeAsync<bool>("copy", Text);
        _said = _copied ? "Copied." : "This browser does not let the page copy. Select the text and copy it yourself.";
    }
}
