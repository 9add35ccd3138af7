namespace EventAuth.Storage.Postgres.Nodes;

/// <summary>The last report of a process that runs over the database; see <see cref="Storage.Nodes.NodeReport"/>.</summary>
public sealed class NodeRecord
{
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public bool HasConsole { get; set; }
    public bool HasIngest { get; set; }
    public int PolicyVersion { get; set; }
    public double DecisionsPerSecond { get; set; }

    /// <summary>By the clock of the database.</summary>
    public DateTimeOffset HeardAt { get; set; }
}
