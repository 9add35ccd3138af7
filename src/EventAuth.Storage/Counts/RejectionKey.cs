using EventAuth.Core.Decisions;

namespace EventAuth.Storage.Counts;

/// <summary>What rejections are told apart by when they are counted.</summary>
internal readonly record struct RejectionKey(DecisionReason Reason, string? Action, string? CertificateId);
