using EventAuth.Core.Decisions;

namespace EventAuth.Testing;

/// <summary>Reads recorded verdicts page by page.</summary>
public static class DecisionReading
{
    /// <summary>The newest matches below an id, however far away they are.</summary>
    public static async Task<IReadOnlyList<DecisionRecord>> ReadAsync(
        this IDecisionReader reader, DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation)
    {
        var records = new List<DecisionRecord>();
        DecisionPage page;
        do
        {
            page = await reader.ReadPageAsync(filter, beforeId, limit - records.Count, cancellation);
            records.AddRange(page.Records);
            beforeId = page.Next;
        }
        while (beforeId is not null && records.Count < limit);

        return records;
    }
}
