namespace EventAuth.Admin.Audit;

/// <summary>
/// On whose behalf the current code runs. It follows the request or the click on a live page, so that a change is recorded
/// for the person who asked for it, wherever in the code it is made.
/// </summary>
internal sealed class AuditActors : IAuditActorSource
{
    private readonly AsyncLocal<Func<AuditActor>?> _current = new();

    public AuditActor Current => _current.Value?.Invoke() ?? AuditActor.Installation;

    /// <summary>Runs something on behalf of somebody, who is read on recording: a request begins before its sender is known.</summary>
    public async Task RunAsync(Func<AuditActor> actor, Func<Task> action)
    {
        _current.Value = actor;
        await action();
    }
}
