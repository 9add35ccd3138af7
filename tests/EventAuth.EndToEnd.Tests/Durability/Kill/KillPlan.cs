namespace EventAuth.EndToEnd.Tests.Durability.Kill;

/// <summary>How often and when the program is killed.</summary>
/// <param name="Rounds">How often.</param>
/// <param name="Seed">Determines the load and the moments, as far as that is possible with two processes at the same time.</param>
internal sealed record KillPlan(int Rounds, int Seed)
{
    /// <summary>How many requests are in progress at most.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>The least number of events answered in a round before the kill.</summary>
    public int LeastAnswered { get; init; } = 300;

    /// <summary>The greatest number of events answered in a round before the kill.</summary>
    public int MostAnswered { get; init; } = 8_000;

    /// <summary>How many customers are read through the admin API after each round.</summary>
    public int CustomersRead { get; init; } = 60;
}
