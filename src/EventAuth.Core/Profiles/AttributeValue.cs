namespace EventAuth.Core.Profiles;

/// <summary>A piece of customer data.</summary>
/// <param name="Json">The text of a JSON scalar.</param>
/// <param name="IsProven">Whether it came with a valid token.</param>
public readonly record struct AttributeValue(string Json, bool IsProven);

/// <summary>What a write did to an attribute.</summary>
public enum AttributeChange
{
    /// <summary>It already was as the event says.</summary>
    None,

    /// <summary>It was set or removed.</summary>
    Made,

    /// <summary>The value in the event was not kept.</summary>
    Refused,
}
