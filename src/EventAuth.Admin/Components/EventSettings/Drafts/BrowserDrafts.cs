using EventAuth.Admin.Components.Leaving;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings.Drafts;

/// <summary>The open draft in the storage of the person's browser tab, so that a reload or a restarted server loses nothing.</summary>
/// <param name="script">The browser.</param>
/// <param name="modulePath">The address of the module <c>drafts.js</c>.</param>
internal sealed class BrowserDrafts(IJSRuntime script, string modulePath) : IAsyncDisposable
{
    /// <summary>Room for 100,000 names of 32 characters with their quotation marks, twice.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly Lazy<Task<IJSObjectReference>> _module =
        new(() => script.InvokeAsync<IJSObjectReference>("import", modulePath).AsTask());

    private bool _isLeft;

    /// <summary>What the browser kept; null where it kept nothing.</summary>
    public async Task<KeptDraft?> ReadAsync()
    {
        try
        {
            return await ReadFromBrowserAsync();
        }
        catch (Exception failure) when (_isLeft && PageLeft.Explains(failure))
        {
            return null;
        }
    }

    /// <summary>Keeps a draft in place of the one before.</summary>
    public Task SaveAsync(EventListDraft draft, string author) => CallAsync("save", draft.ToJson(author));

    /// <summary>Keeps nothing any more.</summary>
    public Task ClearAsync() => CallAsync("clear");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isLeft = true;
        if (_module.IsValueCreated)
        {
            try
            {
                await (await _module.Value).DisposeAsync();
            }
            catch (Exception failure) when (PageLeft.Explains(failure))
            {
                // The browser is gone, and the module with it.
            }
        }
    }

    private async Task CallAsync(string function, params object[] arguments)
    {
        try
        {
            await (await _module.Value).InvokeVoidAsync(function, arguments);
        }
        catch (Exception failure) when (_isLeft && PageLeft.Explains(failure))
        {
            // What the browser keeps stays as it was.
        }
    }

    private async Task<KeptDraft?> ReadFromBrowserAsync()
    {
        var module = await _module.Value;
        await using var kept = await module.InvokeAsync<IJSStreamReference?>("read");
        if (kept is null or { Length: > MaxBytes })
        {
            return null;
        }

        await using var stream = await kept.OpenReadStreamAsync(MaxBytes);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return KeptDraft.FromJson(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
