namespace EventAuth.Core.Journal;

/// <summary>Where a piece of customer data is in the text of its event, in bytes.</summary>
/// <param name="NameStart">The name's first byte.</param>
/// <param name="NameLength">How many bytes it has.</param>
/// <param name="JsonStart">The value's first byte.</param>
/// <param name="JsonLength">How many bytes it has; <see cref="None"/> if the attribute is removed.</param>
public readonly record struct DatumPlace(int NameStart, int NameLength, int JsonStart, int JsonLength)
{
    /// <summary>Instead of a length: there is no value.</summary>
    public const int None = -1;
}

/// <summary>One piece of customer data.</summary>
/// <param name="Name">At most 64 characters.</param>
/// <param name="Json">A JSON scalar as text; none removes the attribute.</param>
public readonly record struct CustomerDatum(Utf8Text Name, Utf8Text Json);
