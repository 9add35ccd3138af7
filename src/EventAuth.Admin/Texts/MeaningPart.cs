namespace EventAuth.Admin.Texts;

/// <summary>How a part of a sentence is shown: strong for what must not be missed.</summary>
public enum MeaningStyle
{
    Plain,
    Strong,
    EventName,
}

/// <summary>A part of a sentence for people.</summary>
/// <param name="Text">The words, with the spaces around them.</param>
/// <param name="Style">How they are shown.</param>
public readonly record struct MeaningPart(string Text, MeaningStyle Style = MeaningStyle.Plain)
{
    public static MeaningPart Strong(string text) => new(text, MeaningStyle.Strong);

    public override string ToString() => Text;
}
