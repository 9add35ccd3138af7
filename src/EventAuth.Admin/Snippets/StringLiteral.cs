using System.Text;

namespace EventAuth.Admin.Snippets;

/// <summary>
/// Writes a text as a string literal of a programming language, so that the program has exactly that text. Letters beyond ASCII stay
/// as they are wherever the language reads its sources as UTF-8 on every machine.
/// </summary>
internal static class StringLiteral
{
    /// <summary>In double quotes, for C#, JavaScript, Python and Go: they have the same escapes for the letters that need one.</summary>
    public static string InDoubleQuotes(string text) => Write('"', text, letter => letter switch
    {
        '"' or '\\' => $"\\{letter}",
        _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' => Hex(letter),
        _ => null,
    });

    /// <summary>
    /// For Java, whose compiler reads sources in the machine's own encoding before version 18 and replaces <c>\u</c> before it looks for
    /// the end of a literal: a line break written in this way would break the literal.
    /// </summary>
    public static string OfJava(string text) => Write('"', text, letter => letter switch
    {
        '"' or '\\' => $"\\{letter}",
        < ' ' => "\\" + Convert.ToString(letter, toBase: 8).PadLeft(3, '0'),
        > '~' => Hex(letter),
        _ => null,
    });

    /// <summary>In single quotes, for PHP: there <c>$</c> is a letter like any other, and so are control characters.</summary>
    public static string OfPhp(string text) => Write('\'', text, letter => letter is '\'' or '\\' ? $"\\{letter}" : null);

    private static string Write(char quote, string text, Func<char, string?> escape)
    {
        var literal = new StringBuilder().Append(quote);
        foreach (var letter in text)
        {
            literal.Append(escape(letter) ?? letter.ToString());
        }

        return literal.Append(quote).ToString();
    }

    private static string Hex(char letter) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
}
