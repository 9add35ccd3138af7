using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>What became of a batch.</summary>
/// <param name="Refusal">Why it is refused, or null when something was accepted.</param>
/// <param name="Errors">Everything that is wrong with the whole, for a 400 without verdicts; else null.</param>
/// <param name="Verdicts">The verdicts; null where none were reached.</param>
internal readonly record struct BatchOutcome(Refusal? Refusal, IReadOnlyList<FieldError>? Errors, BatchAnswer? Verdicts)
{
    /// <summary>The same in one word.</summary>
    public RequestOutcome Result => this switch
    {
        { Refusal: not null } => RequestOutcome.Refused,
        { Verdicts.Refused.Count: > 0 } => RequestOutcome.PartlyAccepted,
        _ => RequestOutcome.Accepted,
    };

    public static BatchOutcome Refused(Refusal refusal, IReadOnlyList<FieldError>? errors = null) => new(refusal, errors, null);

    public static BatchOutcome Decided(BatchAnswer verdicts) => new(BatchResponse.FindRefusal(verdicts), null, verdicts);
}
