using EventAuth.Admin.Components.Leaving;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings.Picker;

/// <summary>The picker's part in the browser, <c>event-picker.js</c>.</summary>
internal sealed class PickerScript(IJSRuntime script, EventPicker picker) : IAsyncDisposable
{
    private readonly DotNetObjectReference<EventPicker> _picker = DotNetObjectReference.Create(picker);
    private IJSObjectReference? _module;
    private bool _gone;

    /// <summary>Prepares the browser.</summary>
    public async Task AttachAsync(string modulePath, ElementReference root, ElementReference field)
    {
        try
        {
            _module = await script.InvokeAsync<IJSObjectReference>("import", modulePath);
            await _module.InvokeVoidAsync("attach", root, field, _picker, PastedText.MaxBytes);
        }
        catch (Exception failure) when (_gone && PageLeft.Explains(failure))
        {
            // The card was closed or the page was left before the answer came.
        }
    }

    /// <summary>Takes a text that was used out of the field, or offers it for replacement; what was typed since stays.</summary>
    public async Task UseAsync(ElementReference field, string text, bool offer)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("use", field, text, offer);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        _picker.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            // The browser is gone, and the module with it.
        }
    }
}
