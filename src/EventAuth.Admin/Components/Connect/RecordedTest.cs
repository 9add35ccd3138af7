namespace EventAuth.Admin.Components.Connect;

/// <summary>Finds the record of a test event among the decisions that were recorded since it was sent.</summary>
internal static class RecordedTest
{
    private const int MostRead = 50;
    private const int Tries = 20;

    // From then on, other events of the same name are taken for it: with a token, its customer is not the one of the test.
    private const int TriesForItself = 5;

    // A rejection can be read within a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>The record; null if there is none after three seconds, as in a flood of events.</summary>
    /// <param name="uuid">The uuid of the event's customer.</param>
    /// <param name="before">The last record before the event was sent.</param>
    public static async Task<DecisionRecord?> FindAsync(
        IDecisionReader decisions,
        TimeProvider time,
        string action,
        string uuid,
        TestAnswer answer,
        long before,
        CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var filter = new DecisionFilter(answer.IsAccepted, Reason: answer.Decided)
            {
                AfterId = before,
                Customer = answer.HadToken && tries >= TriesForItself ? null : uuid,
            };
            var page = await decisions.ReadPageAsync(filter, beforeId: null, MostRead, cancellation);
            if (page.Records.FirstOrDefault(record => IsOf(record, action, answer)) is { } found)
            {
                return found;
            }

            await Task.Delay(Pause, time, cancellation);
        }

        return null;
    }

    // Requests with an invalid token may be recorded without the names of their events.
    private static bool IsOf(DecisionRecord record, string action, TestAnswer answer) =>
        (record.Action is null || record.Action == action)
        && (!answer.IsAccepted || answer.HadToken == (record.Customer == CustomerState.Authenticated));
}
