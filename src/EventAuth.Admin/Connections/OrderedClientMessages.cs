using Microsoft.AspNetCore.Components.Server.Circuits;

namespace EventAuth.Admin.Connections;

/// <summary>
/// Handles everything that a browser sends in order. The framework handles "this is rendered" at once, while a press that came before it
/// waits for its turn; if both arrive while the page is being rendered, the press finds its button replaced and is refused.
/// </summary>
internal sealed class OrderedClientMessages : CircuitHandler
{
    private SynchronizationContext? _turns;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _turns = SynchronizationContext.Current;
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) =>
        activity => _turns is { } turns ? InTurnAsync(turns, () => next(activity)) : next(activity);

    private static async Task InTurnAsync(SynchronizationContext turns, Func<Task> action)
    {
        var begun = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        turns.Post(_ => begun.SetResult(BeginAsync(action)), state: null);
        await await begun.Task;
    }

    // An immediate failure fails the answer, too, but not the queue.
    private static async Task BeginAsync(Func<Task> action) => await action();
}
