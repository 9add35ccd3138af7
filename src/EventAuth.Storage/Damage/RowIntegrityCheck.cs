using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EventAuth.Storage.Damage;

/// <summary>
/// Checks the rows of all tables when the program starts, in large tables the newest, and reports invalid ones. Older
/// rows are read as carefully, and reported when they are found. Only for the embedded database: PostgreSQL checks types itself.
/// </summary>
internal sealed class RowIntegrityCheck(EventAuthDbContext context, DamagedRows damaged)
{
    private const int Newest = 50_000;
    private const int MostNamed = 1_000;

    // Without one of these, something would be accepted again, decided or counted twice, or not found any more, or a change on trial
    // would never end. Not used proofs: minutes later each is refused as too old, and a start that is refused takes longer.
    private static readonly HashSet<string> s_vital =
        ["Installation", "TokenEnds", "UsedTokens", "ActivityRuns", "DecisionStretches", "PendingChanges"];

    /// <summary>Reports the damaged rows. Throws <see cref="StorageRefusedException"/> for one without which nothing may start.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        try
        {
            foreach (var type in context.Model.GetEntityTypes())
            {
                await ExamineAsync(type, cancellation);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private async Task ExamineAsync(IEntityType type, CancellationToken cancellation)
    {
        var table = type.GetTableName()!;
        var key = type.FindPrimaryKey()!.Properties;
        var order = string.Join(", ", key.Select(property => $"\"{property.GetColumnName()}\" DESC"));
        var rules = string.Join(" AND ", type.GetProperties().Select(property => RowRules.Of(table, property)));

        // An identifier is logged by its profile: its own value is personal.
        var shown = table == "Identifiers" ? "\"ProfileId\"" : string.Join(", ", key.Select(property => $"\"{property.GetColumnName()}\""));

        // Ids are counted up from the largest one there is; and an account with an unreadable id can neither be used nor removed.
        var isNumbered = key is [{ ClrType: var single }] && (single == typeof(long) || single == typeof(int));
        var isKeyRight = isNumbered || table == "AspNetUsers" ? RowRules.Of(table, key[0]) : "1";
        await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Made only of the names in the model.
        command.CommandText =
            $"SELECT {isKeyRight}, {shown} FROM (SELECT * FROM \"{table}\" ORDER BY {order} LIMIT {Newest}) "
            + $"WHERE NOT ({rules}) LIMIT {MostNamed}";
#pragma warning restore CA2100
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var found = string.Join(' ', Enumerable.Range(1, row.FieldCount - 1).Select(column => KeyOf(row.GetValue(column))));
            damaged.Add(table, found);
            if (s_vital.Contains(table) || row.GetInt64(0) == 0)
            {
                throw new StorageRefusedException(
                    $"In the database eventauth.db there, {table}, row {found}, is damaged, and nothing may start without it. "
                    + "Keep a copy of the folder, and restore the folder from a backup.");
            }
        }
    }

    private static string KeyOf(object value) => value switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => RowKey.Of(text),
        byte[] bytes => Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, RowKey.MostBytes))),
        _ => value.GetType().Name,
    };
}
