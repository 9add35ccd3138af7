using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>The numbers of the stored events, as often as they are stored, of all senders.</summary>
internal static class StoredNumbers
{
    public static IReadOnlyList<long> Read(ProgramDatabase database)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = database.IsPostgres
            ? """SELECT ("Params"::json ->> 'number')::bigint FROM "Events" WHERE "EventId" IS NOT NULL AND ("Params"::json ->> 'number') IS NOT NULL"""
            : """SELECT json_extract("Params", '$.number') FROM "Events" WHERE "EventId" IS NOT NULL AND json_extract("Params", '$.number') IS NOT NULL""";
        using var rows = command.ExecuteReader();
        var numbers = new List<long>();
        while (rows.Read())
        {
            numbers.Add(rows.GetInt64(0));
        }

        return numbers;
    }
}
