using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Responses;

/// <summary>The answer to an append that kept nothing.</summary>
internal static class AppendStatusExtensions
{
    /// <summary>The refusal, or null when the append was committed.</summary>
    public static Refusal? ToRefusal(this AppendStatus status) => status switch
    {
        AppendStatus.Committed => null,
        AppendStatus.Overloaded => Refusal.Overloaded,
        AppendStatus.Unavailable => Refusal.StorageUnavailable,
    };
}
