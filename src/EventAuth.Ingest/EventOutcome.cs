using EventAuth.Core.Journal;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>What became of a request with a single event.</summary>
/// <param name="Refusal">Why it is refused, or null when it was accepted.</param>
/// <param name="Errors">Everything that is wrong, for a 400; else null.</param>
/// <param name="Receipt">The verdict, when accepted.</param>
/// <param name="PolicyVersion">The policy that decided, when accepted.</param>
internal readonly record struct EventOutcome(Refusal? Refusal, IReadOnlyList<FieldError>? Errors, JournalReceipt Receipt, int PolicyVersion)
{
    public static EventOutcome Refused(Refusal refusal, IReadOnlyList<FieldError>? errors = null) => new(refusal, errors, default, 0);

    public static EventOutcome Accepted(JournalReceipt receipt, int policyVersion) => new(null, null, receipt, policyVersion);
}
