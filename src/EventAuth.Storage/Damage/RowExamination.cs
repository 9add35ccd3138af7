using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EventAuth.Storage.Damage;

/// <summary>
/// Looks at the rows of all tables when the program starts, in large ones at the newest, and names those that hold what cannot be. What is
/// older is read as carefully, and named when it is met.
/// </summary>
internal sealed class RowExamination(EventAuthDbContext context, DamagedRows damaged)
{
    private const int Newest = 50_000;
    private const int MostNamed = 1_000;

    // 9999-12-31, in milliseconds since 1970.
    private const long LastTime = 253_402_300_799_999;

    // Ids are counted up from 1 and never come near this; larger ones would run over.
    private const long LargestNumber = 1L << 53;

    private const int HashLength = 32;

    private static readonly HashSet<string> s_json =
    [
        "PolicyRevisions.AnonymousWithoutJwt", "PolicyRevisions.UpdateWithoutJwt", "PolicyRevisions.UpdateWithJwt",
        "Profiles.Attributes", "Profiles.Unproven", "Events.Params", "Events.NotKept", "AuditEntries.Before", "AuditEntries.After",
    ];

    private static readonly HashSet<string> s_names = ["Catalog.Action", "Events.Action"];

    private static readonly HashSet<string> s_hashes =
    [
        "Installation.EventIdKey", "ApiKeys.Hash", "Invitations.Hash", "SetupLinks.Hash", "AuditEntries.Previous", "AuditEntries.Hash",
        "TokenEnds.Identifier", "Rejections.UuidHash", "Rejections.EmailHash", "Rejections.CustomIdHash",
    ];

    // Without one of these something would be accepted again, decided or counted twice, or found no more.
    private static readonly HashSet<string> s_vital = ["Installation", "TokenEnds", "UsedTokens", "ActivityRuns", "DecisionStretches"];

    /// <summary>Names the damaged rows. Throws <see cref="StorageRefusedException"/> for one without which nothing may start.</summary>
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
        var rules = string.Join(" AND ", type.GetProperties().Select(property => RuleOf(table, property)));

        // Whose an identifier is stands in the log by the profile: its own value is personal.
        var shown = table == "Identifiers" ? "\"ProfileId\"" : string.Join(", ", key.Select(property => $"\"{property.GetColumnName()}\""));

        // Ids are counted up from the largest one there is; and an account whose id cannot be read can neither be used nor removed.
        var isNumbered = key is [{ ClrType: var single }] && (single == typeof(long) || single == typeof(int));
        var isKeyRight = isNumbered || table == "AspNetUsers" ? RuleOf(table, key[0]) : "1";
        await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Made of the names in the model and of nothing else.
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

    // What a column may hold, by what the program makes of it: SQLite itself takes any value in any column. True or false, never NULL.
    private static string RuleOf(string table, IProperty property)
    {
        var name = property.GetColumnName();
        var rule = RuleOf($"{table}.{name}", $"\"{name}\"", Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
        return property.IsColumnNullable() ? $"(\"{name}\" IS NULL OR {rule})" : rule;
    }

    private static string RuleOf(string column, string name, Type type)
    {
        if (type == typeof(string))
        {
            return s_names.Contains(column)
                ? $"(typeof({name}) = 'text' AND length({name}) BETWEEN 2 AND 32 AND {name} NOT GLOB '*[^A-Za-z0-9._-]*')"
                : s_json.Contains(column) ? $"(typeof({name}) = 'text' AND json_valid({name}))"
                : $"typeof({name}) = 'text'";
        }

        if (type == typeof(byte[]))
        {
            // Pairs of bytes; and what the framework encrypts, which begins with four bytes of its own.
            var rule = column switch
            {
                "StretchDecisions.Places" => $"length({name}) % 2 = 0",
                "Rejections.Payload" => $"substr({name}, 1, 4) = X'09F0C9F0'",
                _ => s_hashes.Contains(column) ? $"length({name}) = {HashLength}" : "1",
            };
            return $"(typeof({name}) = 'blob' AND {rule})";
        }

        if (type == typeof(Guid))
        {
            return $"(typeof({name}) = 'blob' AND length({name}) = 16)";
        }

        var range = type.IsEnum ? $"IN ({string.Join(", ", Enum.GetValuesAsUnderlyingType(type).Cast<object>())})"
            : type == typeof(bool) ? "IN (0, 1)"
            : type == typeof(DateTimeOffset) ? $"BETWEEN 0 AND {LastTime}"
            : $"BETWEEN -1 AND {(type == typeof(int) ? int.MaxValue : LargestNumber)}";
        return $"(typeof({name}) = 'integer' AND {name} {range})";
    }
}
