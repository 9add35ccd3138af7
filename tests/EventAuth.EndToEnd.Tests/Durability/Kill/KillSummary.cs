namespace EventAuth.EndToEnd.Tests.Durability.Kill;

/// <summary>What happened to everything that was sent, over all rounds.</summary>
/// <param name="Rounds">How often the program was killed.</param>
/// <param name="Seed">The seed of the plan.</param>
/// <param name="Answered">Events that were answered 202, including those sent again after a restart.</param>
/// <param name="Missing">Of these, those that were not there after a restart.</param>
/// <param name="Twice">Events that were there more than once.</param>
/// <param name="Unanswered">Events in progress at a kill, without an answer.</param>
/// <param name="UnansweredFound">Of these, those that were there after the restart: committed, and the answer was cut off.</param>
/// <param name="Broken">Everything else that was wrong, a sentence each.</param>
internal sealed record KillSummary(int Rounds, int Seed, int Answered, int Missing, int Twice, int Unanswered, int UnansweredFound, IReadOnlyList<string> Broken)
{
    private const int Shown = 20;

    /// <summary>Whether nothing was lost, doubled or broken.</summary>
    public bool IsClean => Missing == 0 && Twice == 0 && Broken.Count == 0;

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"{Rounds} kills under load (seed {Seed}): {Answered} events answered 202, {Missing} missing, {Twice} twice; {Unanswered} unanswered, {UnansweredFound} of them found; {Broken.Count} things broken",
            .. Broken.Take(Shown),
        ]);
}
