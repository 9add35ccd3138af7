namespace EventAuth.Core.Profiles;

/// <summary>A piece of customer data.</summary>
/// <param name="Json">The text of a JSON scalar.</param>
/// <param name="IsProven">Whether it came with a valid token.</param>
public readonly record struct AttributeValue(string Json, bool IsProven);

/// <summary>What a write did to an attribute.</summary>
public enum AttributeChange
{
    /// <summary>It is as it was, and as the event says.</summary>
    None,

    /// <summary>It was set or removed.</summary>
    Made,

    /// <summary>What the event brought was not kept.</summary>
    Refused,
}
