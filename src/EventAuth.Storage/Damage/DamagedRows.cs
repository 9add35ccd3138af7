using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Damage;

/// <summary>
/// Invalid values that were found in storage: an invalid name, a number without a meaning, text instead of JSON. Such a row
/// is left out, or shown without the value, and reported here: in the log by table and key, never by content, and on each page by
/// number.
/// </summary>
public sealed partial class DamagedRows(ILogger<DamagedRows> log)
{
    /// <summary>How many rows are listed; if there are more, only a backup helps.</summary>
    private const int Most = 10_000;

    /// <summary>How many rows are written to the log.</summary>
    private const int MostInLog = 200;

    private readonly ConcurrentDictionary<(string Table, string Key), byte> _rows = [];

    /// <summary>Raised, on any thread, when a row was added.</summary>
    public event Action? Changed;

    /// <summary>How many there are in each table that has any.</summary>
    public IReadOnlyList<(string Table, int Rows)> Tables =>
        [.. _rows.Keys.GroupBy(row => row.Table, StringComparer.Ordinal).OrderBy(rows => rows.Key, StringComparer.Ordinal)
            .Select(rows => (rows.Key, rows.Count()))];

    /// <summary>Whether a row is among them.</summary>
    public bool Has(string table, string key) => !_rows.IsEmpty && _rows.ContainsKey((table, key));

    /// <inheritdoc cref="Has(string, string)"/>
    public bool Has(string table, long key) => Has(table, TextOf(key));

    /// <summary>Adds a row; only once, however often it is found.</summary>
    /// <param name="table">The table, or the file.</param>
    /// <param name="key">Identifies the row in it. No personal data.</param>
    public void Add(string table, string key)
    {
        if (_rows.Count >= Most || !_rows.TryAdd((table, key), 0))
        {
            return;
        }

        if (_rows.Count <= MostInLog)
        {
            LogDamaged(table, key);
        }

        Changed?.Invoke();
    }

    /// <inheritdoc cref="Add(string, string)"/>
    public void Add(string table, long key) => Add(table, TextOf(key));

    private static string TextOf(long key) => key.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(2008, LogLevel.Error,
        "{Table}, row {Key}, is damaged: it holds a value that cannot be there. It is left out, or shown without that value.")]
    private partial void LogDamaged(string table, string key);
}
