using System.Text;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Core.Inspection;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>The box for a pasted token. Its content belongs to the browser and is fetched once an inspection, bounded and whole.</summary>
/// <param name="script">The browser.</param>
/// <param name="modulePath">The address of the module <c>token-box.js</c>.</param>
internal sealed class TokenBox(IJSRuntime script, string modulePath) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    /// <summary>Prepares the browser.</summary>
    public async Task OpenAsync() => _module = await script.InvokeAsync<IJSObjectReference>("import", modulePath);

    /// <summary>What stands in the box.</summary>
    /// <param name="box">The text area.</param>
    public async Task<TokenBoxContent> ReadAsync(ElementReference box)
    {
        await using var content = await _module!.InvokeAsync<IJSStreamReference?>("read", box);
        if (content is null or { Length: > TokenInspector.MaxPasted })
        {
            return new TokenBoxContent(content?.Length ?? 0, content is null ? "" : null);
        }

        await using var stream = await content.OpenReadStreamAsync(TokenInspector.MaxPasted);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return new TokenBoxContent(bytes.Length, Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    /// <summary>What an event says of its customer, as it stands in the fields beside the box; null for what is left empty.</summary>
    /// <param name="form">The form with the fields.</param>
    public ValueTask<EventIdentifiers> ReadEventAsync(ElementReference form) => _module!.InvokeAsync<EventIdentifiers>("readEvent", form);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
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

/// <summary>What was in the box.</summary>
/// <param name="Bytes">How much it is.</param>
/// <param name="Text">The text; null where there is far too much of it, and it was left in the browser.</param>
internal sealed record TokenBoxContent(long Bytes, string? Text);
