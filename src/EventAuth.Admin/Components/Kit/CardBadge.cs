namespace EventAuth.Admin.Components.Kit;

/// <summary>The round sign at the head of a card.</summary>
public enum CardBadge
{
    /// <summary>A grey ring.</summary>
    NotSet,

    /// <summary>A green check.</summary>
    Set,

    /// <summary>A yellow exclamation mark.</summary>
    NeedsAttention,
}
