namespace EventAuth.Admin.Components.EventSettings.Picker;

/// <summary>Handles keys in order, and not before the suggestions that they are meant for are there.</summary>
/// <param name="search">The running search, or the last one.</param>
/// <param name="show">Shows what a key changed.</param>
internal sealed class KeyQueue(Func<Task> search, Action show)
{
    private Task _last = Task.CompletedTask;

    /// <summary>Runs it after everything that waits.</summary>
    public Task RunAsync(Func<Task> action) => _last = AfterAsync(_last, action);

    /// <summary>Runs it after everything that waits.</summary>
    public Task RunAsync(Action action) => RunAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Runs it after everything that waits, or at once if nothing waits: it does not need the suggestions.</summary>
    public Task RunSoonAsync(Action action)
    {
        if (!_last.IsCompleted)
        {
            return RunAsync(action);
        }

        action();
        show();
        return Task.CompletedTask;
    }

    private async Task AfterAsync(Task before, Func<Task> action)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        while (search() is { IsCompleted: false } running)
        {
            await running;
        }

        await action();
        show();
    }
}
