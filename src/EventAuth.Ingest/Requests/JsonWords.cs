using System.Buffers;
using System.Text;

namespace EventAuth.Ingest.Requests;

/// <summary>Words that other languages write where JSON has its own, or none.</summary>
internal static class JsonWords
{
    private static readonly string[] s_notNumbers =
        ["NaN", "Infinity", "-Infinity", "+Infinity", "-NaN", "nan", "inf", "-inf", "INF", "-INF", "NAN"];

    private const string LeaveOut = "Leave the member out.";

    private static readonly (string Word, string Instead)[] s_foreign =
    [
        ("undefined", LeaveOut), ("None", LeaveOut), ("nil", LeaveOut), ("NULL", LeaveOut), ("Null", LeaveOut),
        ("True", "Write true."), ("TRUE", "Write true."), ("False", "Write false."), ("FALSE", "Write false."),
    ];

    /// <summary>What a name of a form field is written with.</summary>
    public static SearchValues<byte> OfFormNames { get; } =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.%[]+"u8);

    /// <summary>Whether a text begins with a word for what is no number, or no finite one.</summary>
    public static bool IsNotANumber(ReadOnlySpan<byte> text)
    {
        var word = WordOf(text);
        foreach (var known in s_notNumbers)
        {
            if (Ascii.Equals(word, known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The word that a text begins with, where it is one of another language, and what to do instead; else null.</summary>
    public static (string Word, string Instead)? FindForeign(ReadOnlySpan<byte> text)
    {
        var word = WordOf(text);
        foreach (var known in s_foreign)
        {
            if (Ascii.Equals(word, known.Word))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>The letters and digits that a text begins with, with a sign before them.</summary>
    public static ReadOnlySpan<byte> WordOf(ReadOnlySpan<byte> text)
    {
        var length = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit((char)text[length]))
        {
            length++;
        }

        return text[..length];
    }
}
