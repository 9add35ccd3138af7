using System.Data.Common;
using Npgsql;

namespace EventAuth.Storage.Copying;

/// <summary>Reads the rows of a table, one after the other, whatever their number.</summary>
internal static class TableRows
{
    /// <summary>Gives each row to all of the targets.</summary>
    public static async Task ReadAsync(
        DbCommand command, IReadOnlyList<CopiedColumn> columns, CancellationToken cancellation, params IReadOnlyList<IRowTarget> targets)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var isServer = rows is NpgsqlDataReader;
        while (await rows.ReadAsync(cancellation))
        {
            foreach (var target in targets)
            {
                target.Begin();
            }

            for (var column = 0; column < columns.Count; column++)
            {
                Give(rows, column, columns[column], isServer, targets);
            }

            foreach (var target in targets)
            {
                target.End();
            }
        }
    }

    private static void Give(DbDataReader row, int place, CopiedColumn column, bool isServer, IReadOnlyList<IRowTarget> targets)
    {
        if (row.IsDBNull(place))
        {
            Each(targets, column, 0, static (target, column, _) => target.Null(column));
            return;
        }

        switch (column.Kind)
        {
            case ColumnKind.Number or ColumnKind.ShortNumber:
                Each(targets, column, row.GetFieldValue<long>(place), static (target, column, value) => target.Number(column, value));
                break;
            case ColumnKind.Flag:
                var flag = isServer ? row.GetBoolean(place) : row.GetInt64(place) != 0;
                Each(targets, column, flag, static (target, column, value) => target.Flag(column, value));
                break;
            case ColumnKind.Text:
                Each(targets, column, row.GetString(place), static (target, column, value) => target.Text(column, value));
                break;
            case ColumnKind.Bytes:
                Each(targets, column, row.GetFieldValue<byte[]>(place), static (target, column, value) => target.Bytes(column, value));
                break;
            case ColumnKind.Id:
                var id = isServer ? row.GetGuid(place) : new Guid(row.GetFieldValue<byte[]>(place), bigEndian: true);
                Each(targets, column, id, static (target, column, value) => target.Id(column, value));
                break;
        }
    }

    private static void Each<T>(
        IReadOnlyList<IRowTarget> targets, CopiedColumn column, T value, Action<IRowTarget, CopiedColumn, T> give)
    {
        foreach (var target in targets)
        {
            give(target, column, value);
        }
    }
}
