namespace EventAuth.Storage.Nodes;

/// <summary>The one process over an embedded database.</summary>
internal sealed class SingleNode(TimeProvider time) : INodeDirectory
{
    public bool IsShared => false;

    public Task<IReadOnlyList<NodeReport>> ReportAsync(NodeReport own, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<NodeReport>>([own with { HeardAt = time.GetUtcNow() }]);

    public Task LeaveAsync(Guid id, CancellationToken cancellation) => Task.CompletedTask;
}
