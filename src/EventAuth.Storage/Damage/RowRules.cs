using Microsoft.EntityFrameworkCore.Metadata;

namespace EventAuth.Storage.Damage;

/// <summary>
/// What a column may contain, as a condition in SQL, according to its use in the program. SQLite itself takes any value in any column.
/// </summary>
internal static class RowRules
{
    // 9999-12-31, in milliseconds since 1970.
    private const long LastTime = 253_402_300_799_999;

    // Ids are counted up from 1 and never come near this; larger ones would overflow.
    private const long LargestNumber = 1L << 53;

    private const int HashLength = 32;

    private static readonly HashSet<string> s_json =
    [
        "PolicyRevisions.AnonymousWithoutJwt", "PolicyRevisions.UpdateWithoutJwt", "PolicyRevisions.UpdateWithJwt",
        "PolicyRevisions.Guarantees",
        "Profiles.Attributes", "Profiles.Unproven", "Events.Params", "Events.NotKept", "AuditEntries.Before", "AuditEntries.After",
    ];

    private static readonly HashSet<string> s_names = ["Catalog.Action", "Events.Action"];

    private static readonly HashSet<string> s_hashes =
    [
        "Installation.EventIdKey", "ApiKeys.Hash", "Invitations.Hash", "SetupLinks.Hash", "AuditEntries.Previous", "AuditEntries.Hash",
        "TokenEnds.Identifier", "ErasedIdentifiers.Identifier",
        "Rejections.UuidHash", "Rejections.EmailHash", "Rejections.CustomIdHash",
    ];

    /// <summary>The condition, true or false for each row, never NULL.</summary>
    public static string Of(string table, IProperty property)
    {
        var name = property.GetColumnName();
        var rule = Of($"{table}.{name}", $"\"{name}\"", Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
        return property.IsColumnNullable() ? $"(\"{name}\" IS NULL OR {rule})" : rule;
    }

    private static string Of(string column, string name, Type type)
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
            // Pairs of bytes; eight for each identifier, of which an accepted event has one at least; and data encrypted by the framework,
            // which begins with its own four bytes.
            var rule = column switch
            {
                "StretchDecisions.Places" => $"length({name}) % 2 = 0",
                "Events.Sender" => $"(length({name}) IN (9, 17, 25) OR (length({name}) = 1 AND \"EventId\" IS NULL))",
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
