namespace EventAuth.Admin.Texts;

/// <summary>The first letter of a text, as its place in a sentence asks for.</summary>
internal static class Letters
{
    /// <summary>For the beginning of a sentence.</summary>
    public static string Capital(this string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>For the middle of a sentence.</summary>
    public static string Small(this string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
