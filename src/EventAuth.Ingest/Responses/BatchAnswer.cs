namespace EventAuth.Ingest.Responses;

/// <summary>The verdicts on the events of a batch.</summary>
/// <param name="Accepted">How many were accepted.</param>
/// <param name="PolicyVersion">The policy that decided.</param>
/// <param name="Refused">The others, in their order.</param>
/// <param name="NotKept">Accepted ones of which not all customer data was kept, in their order.</param>
internal sealed record BatchAnswer(
    int Accepted, int PolicyVersion, IReadOnlyList<RefusedEvent> Refused, IReadOnlyList<PartlyKeptEvent> NotKept);

/// <summary>An event of a batch that was not accepted.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Refusal">Why.</param>
/// <param name="Errors">What is wrong with it; empty unless it could not be read.</param>
internal readonly record struct RefusedEvent(int Index, Refusal Refusal, IReadOnlyList<FieldError> Errors);

/// <summary>An accepted event of a batch of which not all customer data was kept.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Names">What was not kept.</param>
internal readonly record struct PartlyKeptEvent(int Index, IReadOnlyList<string> Names);
