using Activity = System.Diagnostics.Activity;

namespace EventAuth.Storage.Journal;

/// <summary>What waits for the writer: the events of a request, or a rejection to record; without both, the counts of rejections.</summary>
internal readonly record struct JournalSubmission(JournalAppend? Append, RejectionEntry? Rejection)
{
    /// <summary>What the request is traced as, or null when it is not.</summary>
    public Activity? Span { get; init; }

    /// <summary>Whether it is a probe of this process, which is in no figure.</summary>
    public bool IsProbe => Append?.IsProbe == true;

    /// <summary>How many places it takes in the queue: one for each event, or one without events.</summary>
    public int Size => Append?.Count ?? 1;
}
