namespace EventAuth.Storage.Nodes;

/// <summary>What a process said of itself last.</summary>
/// <param name="Id">Chosen at random when it started.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="StartedAt">When it started, by its own clock.</param>
/// <param name="HasConsole">Whether it has the console and the admin API.</param>
/// <param name="HasIngest">Whether it receives events.</param>
/// <param name="PolicyVersion">The version of the policy in force there.</param>
/// <param name="DecisionsPerSecond">How many events it decided per second lately.</param>
public sealed record NodeReport(
    Guid Id, string Name, DateTimeOffset StartedAt, bool HasConsole, bool HasIngest, int PolicyVersion, double DecisionsPerSecond)
{
    /// <summary>How long a process may be silent before people are told.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(10);

    /// <summary>When it reported, by the clock of who reads it.</summary>
    public DateTimeOffset HeardAt { get; init; }

    /// <summary>Whether it has not reported for longer than it should.</summary>
    public bool IsSilent(DateTimeOffset now) => now - HeardAt > SilentAfter;
}
