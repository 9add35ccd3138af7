using EventAuth.Core.Decisions;

namespace EventAuth.Core.Previews;

/// <summary>What a draft would have decided otherwise in a span of time than another policy, or than was decided at the time.</summary>
/// <param name="Decisions">How many decisions were recorded in the span.</param>
/// <param name="Rejected">How many of them the draft's lists would reject.</param>
/// <param name="NotReplayed">How many could not be decided again: it is not kept who sent them. Only the first count includes them.</param>
/// <param name="Changes">What would be decided otherwise, by count, the most first.</param>
public sealed record PolicyPreview(long Decisions, long Rejected, long NotReplayed, ImmutableArray<PreviewChange> Changes)
{
    /// <summary>How many decisions would be others: accepted or not, another code, or another right to change customer data.</summary>
    public long Changed => Changes.Sum(change => change.Count);

    /// <summary>The changes that a sender or a customer would notice.</summary>
    public IEnumerable<PreviewChange> Effects => Changes.Where(change => change.IsEffect);
}

/// <summary>Decisions that would be made otherwise in the same way.</summary>
/// <param name="Customer">Who the sender was by the former policy.</param>
/// <param name="From">As it was decided, or as the other policy decides; its reason is the one of the answer.</param>
/// <param name="To">As the draft decides.</param>
/// <param name="Samples">The numbers of some of them in the record of decisions, the newest first.</param>
public sealed record PreviewChange(
    string Action, CustomerState Customer, Decision From, Decision To, long Count, ImmutableArray<long> Samples)
{
    /// <summary>Whether they are newly accepted or rejected, or get or lose the right to change customer data.</summary>
    public bool IsEffect => From.Accepted != To.Accepted || From.MayChangeData != To.MayChangeData;
}

/// <summary>Decides what is recorded again.</summary>
public interface IDecisionReplay
{
    /// <summary>
    /// Decides every decision of a span again by a draft, with all that follows from it: a customer who would not have become known stays
    /// anonymous until the end of the span.
    /// </summary>
    /// <param name="compared">The policy with which the draft is compared; null for what was decided at the time.</param>
    /// <param name="since">The first moment of the span.</param>
    /// <param name="until">The moment after its last.</param>
    /// <param name="progress">Told how far it is, from 0 to 1.</param>
    /// <exception cref="SpanTooLongException">It has more decisions than there is room for.</exception>
    Task<PolicyPreview> ReplayAsync(
        Policies.EventPolicy draft, Policies.EventPolicy? compared, DateTimeOffset since, DateTimeOffset until, IProgress<double> progress,
        CancellationToken cancellation);
}

/// <summary>A span has more decisions than there is room for in memory; a shorter one may be decided again.</summary>
public sealed class SpanTooLongException : Exception;
