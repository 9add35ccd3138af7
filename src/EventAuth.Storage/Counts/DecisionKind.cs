using EventAuth.Core.Decisions;

namespace EventAuth.Storage.Counts;

/// <summary>What counts tell apart, beside the event's name.</summary>
/// <param name="Period">The minute, in seconds since 1970.</param>
/// <param name="Customer">Who sent it; null where it did not come to that.</param>
internal readonly record struct DecisionKind(long Period, DecisionReason Reason, CustomerState? Customer, string? CertificateId);
