using System.Text;

namespace EventAuth.Admin.Export;

/// <summary>
/// Writes cells of comma-separated values (RFC 4180) that no spreadsheet takes for a formula, even if its locale separates cells by
/// something else than the comma, or it was configured to. Every export of tables goes through here.
/// </summary>
internal static class CsvText
{
    // What begins a formula, in Asian spreadsheets also in its full-width form; tab and line ends because some skip them and read on.
    private const string FormulaStarts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    // After one of these a spreadsheet may begin another cell: then the quotation marks around ours have no effect.
    private const string Separators = ",;|\t\r\n";

    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>
    /// A cell, in quotation marks where it needs them. Wherever a spreadsheet could begin a formula, an apostrophe is put before it: at the
    /// beginning and after each separator. Spreadsheets show such a cell as text.
    /// </summary>
    public static string Cell(string? text)
    {
        var cell = new StringBuilder();
        var begins = true;
        foreach (var character in text ?? "")
        {
            if (begins && FormulaStarts.Contains(character, StringComparison.Ordinal))
            {
                cell.Append('\'');
            }

            begins = Separators.Contains(character, StringComparison.Ordinal) || (begins && MayBeDropped(character));
            cell.Append(character);
        }

        var safe = cell.ToString();
        return safe.AsSpan().IndexOfAny("\"" + Separators) < 0 ? safe : "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    // What a spreadsheet may drop before it checks how a cell begins: quotation marks, spaces, and invisible characters.
    private static bool MayBeDropped(char character) =>
        character == '"'
        || char.IsWhiteSpace(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control;
}
