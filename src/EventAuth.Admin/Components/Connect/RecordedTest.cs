namespace EventAuth.Admin.Components.Connect;

/// <summary>Finds the record of a test event among the decisions that were recorded since it was sent.</summary>
internal static class RecordedTest
{
    private const int MostRead = 50;
    private const int Tries = 20;

    // A rejection can be read within a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>The record; null if there is none after three seconds, as in a flood of events.</summary>
    /// <param name="before">The last record before the event was sent.</param>
    public static async Task<DecisionRecord?> FindAsync(
        IDecisionReader decisions, TimeProvider time, string action, TestAnswer answer, long before, CancellationToken cancellation)
    {
        var filter = new DecisionFilter(answer.IsAccepted, Reason: answer.Decided) { AfterId = before };
        for (var tries = 0; tries < Tries; tries++)
        {
            var page = await decisions.ReadPageAsync(filter, beforeId: null, MostRead, cancellation);

            // Requests with an invalid token may be recorded without the names of their events.
            if (page.Records.FirstOrDefault(record => record.Action is null || record.Action == action) is { } found)
            {
                return found;
            }

            await Task.Delay(Pause, time, cancellation);
        }

        return null;
    }
}
