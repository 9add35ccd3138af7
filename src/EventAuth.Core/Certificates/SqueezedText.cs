using System.Collections.Immutable;
using System.Text;

namespace EventAuth.Core.Certificates;

/// <summary>A pasted text without anything that only moves characters apart: blanks, line breaks real and written, byte-order mark.</summary>
internal sealed class SqueezedText
{
    private readonly string _withBlanks;
    private readonly bool _hadMark;
    private readonly bool _hadBreaks;
    private readonly bool _hadWrittenBreaks;

    private SqueezedText(string text)
    {
        _hadMark = text.StartsWith('\uFEFF');
        var marked = _hadMark ? text[1..] : text;
        var unwritten = marked
            .Replace("\\r", "", StringComparison.Ordinal)
            .Replace("\\n", "", StringComparison.Ordinal)
            .Replace("\\t", "", StringComparison.Ordinal);
        _hadWrittenBreaks = unwritten.Length < marked.Length;
        _withBlanks = Without(unwritten, IsLineBreak);
        _hadBreaks = _withBlanks.Length < unwritten.Length;
        Text = Without(_withBlanks, IsBlank);
    }

    /// <summary>What is left.</summary>
    public string Text { get; }

    public static SqueezedText Of(string text) => new(text);

    /// <summary>What was taken away, given how the same text looks with only the blanks that belong into it.</summary>
    public ImmutableArray<CertificateCorrection> Corrections(string straight)
    {
        var found = ImmutableArray.CreateBuilder<CertificateCorrection>();
        if (_hadMark)
        {
            found.Add(CertificateCorrection.ByteOrderMarkRemoved);
        }

        if (_hadBreaks)
        {
            found.Add(CertificateCorrection.LineBreaksRemoved);
        }

        if (_hadWrittenBreaks)
        {
            found.Add(CertificateCorrection.WrittenLineBreaksRemoved);
        }

        if (_withBlanks != straight)
        {
            found.Add(CertificateCorrection.BlanksRemoved);
        }

        return found.ToImmutable();
    }

    private static string Without(string text, Func<char, bool> unwanted)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!unwanted(character))
            {
                kept.Append(character);
            }
        }

        return kept.ToString();
    }

    private static bool IsLineBreak(char character) => character is '\r' or '\n' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    // Blanks of every width, the non-breaking and the invisible ones among them.
    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || character is '\u200B' or '\u2060' or '\uFEFF';
}
