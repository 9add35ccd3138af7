namespace EventAuth.EndToEnd.Tests.Overload;

/// <summary>What connections that bring nothing do.</summary>
public enum CrowdKind
{
    /// <summary>They are silent.</summary>
    Idle,

    /// <summary>Their headers come a byte at a time.</summary>
    SlowHeaders,

    /// <summary>The body of an event comes at 300 bytes a second.</summary>
    SlowBody,

    /// <summary>More than half of a large batch comes at once, the rest at 300 bytes a second.</summary>
    HalfBatch,
}
