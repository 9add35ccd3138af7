namespace EventAuth.Admin.Audit.Export;

/// <summary>Writes cells of comma-separated values (RFC 4180) that no spreadsheet takes for a formula.</summary>
internal static class CsvText
{
    /// <summary>One record with its line end.</summary>
    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>
    /// A cell, in quotation marks where it needs them. One that a spreadsheet would run gets an apostrophe before it, which spreadsheets
    /// show as text.
    /// </summary>
    public static string Cell(string? text)
    {
        var cell = text ?? "";
        if (cell is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n')
        {
            cell = "'" + cell;
        }

        return cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
