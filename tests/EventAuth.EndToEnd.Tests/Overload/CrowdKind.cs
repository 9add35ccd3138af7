namespace EventAuth.EndToEnd.Tests.Overload;

/// <summary>What connections that send nothing useful do.</summary>
public enum CrowdKind
{
    /// <summary>They are silent.</summary>
    Idle,

    /// <summary>Their headers arrive one byte at a time.</summary>
    SlowHeaders,

    /// <summary>The body of an event arrives at 300 bytes a second.</summary>
    SlowBody,

    /// <summary>More than half of a large batch arrives at once, the rest at 300 bytes a second.</summary>
    HalfBatch,
}
