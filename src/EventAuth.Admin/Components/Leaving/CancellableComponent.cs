namespace EventAuth.Admin.Components.Leaving;

/// <summary>A component whose work ends when it leaves the page.</summary>
public abstract class CancellableComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    /// <summary>Starts its lifetime.</summary>
    protected CancellableComponent() => Cancellation = _gone.Token;

    /// <summary>Cancelled when the component is gone. Register here what ends its subscriptions.</summary>
    protected CancellationToken Cancellation { get; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads something again, from any thread, and renders it; does nothing when the component is gone.</summary>
    protected void RedrawAfter(Func<Task> read) => _ = InvokeAsync(async () =>
    {
        if (!Cancellation.IsCancellationRequested)
        {
            await read();
            StateHasChanged();
        }
    });

    /// <summary>Does something at each tick until the component is gone, and renders if there is anything to render.</summary>
    /// <param name="timer">Its period may be changed; it is disposed of with the component.</param>
    /// <param name="action">Whether there is anything to render.</param>
    protected async Task RepeatAsync(PeriodicTimer timer, Func<Task<bool>> action)
    {
        using var ticks = timer;
        try
        {
            while (await ticks.WaitForNextTickAsync(Cancellation))
            {
                if (await action())
                {
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
