namespace EventAuth.Admin.Texts;

/// <summary>How a part of a sentence is shown.</summary>
public enum MeaningStyle
{
    Plain,

    /// <summary>What must not be overlooked.</summary>
    Strong,

    /// <summary>The name of an event.</summary>
    EventName,
}

/// <summary>A part of a sentence for people.</summary>
/// <param name="Text">The words, with the blanks around them.</param>
/// <param name="Style">How they are shown.</param>
public readonly record struct MeaningPart(string Text, MeaningStyle Style = MeaningStyle.Plain)
{
    /// <summary>What must not be overlooked.</summary>
    public static MeaningPart Strong(string text) => new(text, MeaningStyle.Strong);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
