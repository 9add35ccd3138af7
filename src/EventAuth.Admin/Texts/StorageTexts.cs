namespace EventAuth.Admin.Texts;

/// <summary>Says what is wrong with storage.</summary>
internal static class StorageTexts
{
    public static string ToSentence(IEnumerable<(string Table, int Rows)> damaged)
    {
        var tables = damaged.Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Table} {table.Rows}"));
        return $"Rows that cannot be read: {string.Join(", ", tables)}. The log names each.";
    }
}
