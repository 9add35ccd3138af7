namespace EventAuth.Admin.Audit;

/// <summary>
/// On whose behalf the present code runs. It goes along with the request or with the click on a live page, so that a change is recorded
/// under who asked for it however deep it is made.
/// </summary>
internal sealed class AuditActors : IAuditActorSource
{
    private readonly AsyncLocal<Func<AuditActor>?> _current = new();

    public AuditActor Current => _current.Value?.Invoke() ?? AuditActor.Installation;

    /// <summary>Runs something on behalf of somebody, who is asked for on recording: a request begins before its sender is known.</summary>
    public async Task RunAsync(Func<AuditActor> actor, Func<Task> action)
    {
        _current.Value = actor;
        await action();
    }
}
