using EventAuth.Storage.Damage;
using EventAuth.Storage.Postgres;
using EventAuth.Storage.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EventAuth.Storage.Copying;

/// <summary>
/// The tables that are copied, from the models of both databases. A table, or a column, that only one of them has must be named here.
/// </summary>
internal static class CopiedTables
{
    /// <summary>What each database makes for its own sake of the others: it is made again in the target.</summary>
    public static IReadOnlySet<string> Remade { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Activities", "ActivityRuns", "DecisionStretches", "StretchDecisions", "JournalState", "SaltedEvents", "EventDays",

        // Files of the folder beside SQLite.
        "ProtectionKeys",

        // Of the processes that run, and of the last minutes.
        "Nodes", "Attempts",
    };

    /// <summary>All of them, each after those that its rows refer to, and the largest last.</summary>
    public static List<CopiedTable> Of(SqliteDbContext sqlite, PostgresDbContext postgres)
    {
        var embedded = sqlite.Model.GetEntityTypes().ToDictionary(type => type.GetTableName()!, StringComparer.Ordinal);
        var tables = postgres.Model.GetRelationalModel().Tables.Where(table => !Remade.Contains(table.Name)).ToList();
        if (tables.Select(table => table.Name).Order(StringComparer.Ordinal).SequenceEqual(
            embedded.Keys.Where(name => !Remade.Contains(name)).Order(StringComparer.Ordinal)))
        {
            return [.. tables.OrderBy(table => table.Name is "Events" or "Rejections")
                .ThenBy(table => table.ForeignKeyConstraints.Count())
                .ThenBy(table => table.Name, StringComparer.Ordinal)
                .Select(table => Of(table, embedded[table.Name]))];
        }

        throw new InvalidOperationException("A table of one database is neither in the other nor made again.");
    }

    private static CopiedTable Of(ITable table, IEntityType embedded)
    {
        var stored = embedded.GetProperties().ToDictionary(property => property.GetColumnName(), StringComparer.Ordinal);
        var columns = table.Columns.Select(column => ToColumn(table.Name, column, stored.ContainsKey(column.Name))).ToList();
        if (columns.Count(column => column.IsStored) != stored.Count)
        {
            throw new InvalidOperationException($"A column of {table.Name} is only in SQLite.");
        }

        var order = embedded.FindPrimaryKey()!.Properties.Select(property => $"\"{property.GetColumnName()}\"");
        var rules = stored.Select(property => property.Value.ClrType == typeof(string)
            ? $"({RowRules.Of(table.Name, property.Value)} AND instr(coalesce(\"{property.Key}\", ''), char(0)) = 0)"
            : RowRules.Of(table.Name, property.Value));
        return new CopiedTable(
            table.Name,
            columns,
            string.Join(", ", order),
            $"SELECT count(*) FROM \"{table.Name}\" WHERE NOT ({string.Join(" AND ", rules)})");
    }

    // Only PostgreSQL divides rejections by the time of their event.
    private static CopiedColumn ToColumn(string table, IColumn column, bool isStored) => new(
        column.Name,
        KindOf(column.StoreType),
        isStored ? $"\"{column.Name}\""
        : (table, column.Name) == ("Rejections", "ReceivedAt")
            ? """coalesce((SELECT e."ReceivedAt" FROM "Events" e WHERE e."Id" = "Rejections"."Id"), 0)"""
        : throw new InvalidOperationException($"The column {table}.{column.Name} is only in PostgreSQL."),
        isStored);

    private static ColumnKind KindOf(string type) => type switch
    {
        "bigint" => ColumnKind.Number,
        "integer" => ColumnKind.ShortNumber,
        "boolean" => ColumnKind.Flag,
        "text" => ColumnKind.Text,
        "bytea" => ColumnKind.Bytes,
        "uuid" => ColumnKind.Id,
        _ when type.StartsWith("character varying", StringComparison.Ordinal) => ColumnKind.Text,
        _ => throw new InvalidOperationException($"It is not known how to copy columns of the type {type}."),
    };
}
