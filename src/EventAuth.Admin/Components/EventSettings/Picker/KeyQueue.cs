namespace EventAuth.Admin.Components.EventSettings.Picker;

/// <summary>What was pressed, done in that order, and not before the suggestions that it is meant for are there.</summary>
/// <param name="search">The search that runs, or the last one.</param>
/// <param name="show">Shows what a key changed.</param>
internal sealed class KeyQueue(Func<Task> search, Action show)
{
    private Task _last = Task.CompletedTask;

    /// <summary>Does it after all that waits.</summary>
    public Task RunAsync(Func<Task> action) => _last = AfterAsync(_last, action);

    /// <summary>Does it after all that waits.</summary>
    public Task RunAsync(Action action) => RunAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Does it after all that waits, but where nothing does, at once: it does not look at the suggestions.</summary>
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
