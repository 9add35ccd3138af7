using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.Leaving;

/// <summary>A script module in the browser. Calls that are interrupted by leaving the page end quietly.</summary>
/// <param name="script">The browser.</param>
/// <param name="path">The module's address.</param>
internal sealed class BrowserModule(IJSRuntime script, string path) : IAsyncDisposable
{
    private readonly Lazy<Task<IJSObjectReference>> _module =
        new(() => script.InvokeAsync<IJSObjectReference>("import", path).AsTask());

    private bool _isLeft;

    /// <summary>Loads it.</summary>
    public Task OpenAsync() => _module.Value;

    /// <summary>Calls a function.</summary>
    public Task CallAsync(string function, params object?[] arguments) => UnlessLeftAsync(async module =>
    {
        await module.InvokeVoidAsync(function, arguments);
        return true;
    });

    /// <summary>Calls a function and returns its result.</summary>
    public Task<T?> AskAsync<T>(string function, params object?[] arguments) =>
        UnlessLeftAsync(module => module.InvokeAsync<T>(function, arguments).AsTask());

    /// <summary>Calls a function that returns bytes. Returns their number, and the bytes unless there are more than the limit.</summary>
    public Task<(long Length, byte[]? Bytes)> ReadAsync(int max, string function, params object?[] arguments) =>
        UnlessLeftAsync<(long Length, byte[]? Bytes)>(async module =>
        {
            await using var content = await module.InvokeAsync<IJSStreamReference?>(function, arguments);
            if (content is null || content.Length > max)
            {
                return (content?.Length ?? 0, content is null ? [] : null);
            }

            await using var stream = await content.OpenReadStreamAsync(max);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            return (bytes.Length, bytes.ToArray());
        });

    public async ValueTask DisposeAsync()
    {
        _isLeft = true;
        try
        {
            if (_module.IsValueCreated)
            {
                await (await _module.Value).DisposeAsync();
            }
        }
        catch (Exception failure) when (failure is JSException || PageLeft.Explains(failure))
        {
            // The browser is gone, and so is the module; or it never had the module.
        }
    }

    private async Task<T?> UnlessLeftAsync<T>(Func<IJSObjectReference, Task<T>> call)
    {
        try
        {
            return await call(await _module.Value);
        }
        catch (Exception failure) when (_isLeft && PageLeft.Explains(failure))
        {
            return default;
        }
    }
}
