namespace EventAuth.Storage.Nodes;

/// <summary>Which processes run over the database, as each reports itself.</summary>
public interface INodeDirectory
{
    /// <summary>Whether several processes can run over this database.</summary>
    bool IsShared { get; }

    /// <summary>
    /// Records what a process says of itself, and returns the last reports of all, by name. The moment of each report is by one clock,
    /// however the clocks of the machines differ.
    /// </summary>
    Task<IReadOnlyList<NodeReport>> ReportAsync(NodeReport own, CancellationToken cancellation);

    /// <summary>Removes a process that ends.</summary>
    Task LeaveAsync(Guid id, CancellationToken cancellation);
}
