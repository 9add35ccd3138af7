namespace EventAuth.EndToEnd.Tests.Durability.Kill;

/// <summary>How often and when the program is killed.</summary>
/// <param name="Rounds">How often.</param>
/// <param name="Seed">From which the load and the moments follow, as far as two processes side by side can follow from anything.</param>
internal sealed record KillPlan(int Rounds, int Seed)
{
    /// <summary>How many requests are under way at most.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>The least number of events answered in a round before the kill.</summary>
    public int LeastAnswered { get; init; } = 300;

    /// <summary>The greatest number of events answered in a round before the kill.</summary>
    public int MostAnswered { get; init; } = 8_000;

    /// <summary>How many customers are read through the admin API after each round.</summary>
    public int CustomersRead { get; init; } = 60;
}
