using EventAuth.Core.Audit;

namespace EventAuth.Storage.Audit;

/// <summary>What an examination of the trail gave.</summary>
/// <param name="Verdict">Whether it is whole; null when that could not be found out.</param>
/// <param name="Problem">Why it could not, in a sentence; null when it could.</param>
public sealed record AuditFinding(AuditVerdict? Verdict, string? Problem);
