using System.Data.Common;
using System.Net.Sockets;

namespace EventAuth.Storage.Audit;

/// <summary>Checks the whole trail, whether the program runs or not, and changes nothing.</summary>
public static class AuditExamination
{
    private const string Entries =
        """
        SELECT "Number", "Time", "Who", "Origin", "Action", "Subject", "Before", "After", "Previous", "Hash"
        FROM "AuditEntries" ORDER BY "Number"
        """;

    /// <summary>Checks the trail of a storage folder.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="elsewhere">The hash of a head that was kept somewhere else, or null.</param>
    public static AuditFinding Run(StorageOptions options, string? elsewhere)
    {
        try
        {
            return Check(options, new AuditFiles(options), elsewhere);
        }
        catch (Exception problem) when (options.Server is not null && problem is DbException or SocketException or TimeoutException)
        {
            // Not the driver's own words, which name the server or the user.
            return new AuditFinding(
                null,
                "The audit trail in the database that Storage:ConnectionString names cannot be read: it cannot be reached, or has none.");
        }
        catch (Exception problem) when (problem is DbException or IOException or UnauthorizedAccessException)
        {
            return new AuditFinding(null, $"The audit trail in {options.Path} cannot be read: {problem.Message}");
        }
    }

    private static AuditFinding Check(StorageOptions options, AuditFiles files, string? elsewhere)
    {
        if (options.Server is null && !File.Exists(options.DatabaseFile))
        {
            return new AuditFinding(null, $"There is no database {options.DatabaseFile}.");
        }

        if (files.ReadKey() is not { } key)
        {
            return new AuditFinding(
                null,
                $"The key of the audit trail, the file audit.key of {AuditKey.Length} bytes in {options.Path}, "
                + "is missing or has another size.");
        }

        // The head is read first: what is appended after that only makes the trail longer.
        var kept = files.ReadHead();
        var verification = new AuditVerification(key, kept, elsewhere);
        using var connection = options.OpenForReading();
        using var command = connection.CreateCommand();
        command.CommandText = Entries;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            verification.Add(ReadEntry(row));
        }

        var verdict = verification.Finish();
        return verdict.IsWhole && kept is null
            ? new AuditFinding(
                null,
                $"The file audit.head in {options.Path} is missing or is none, so it cannot be said whether the end of the trail was cut. "
                + $"All {verdict.Entries} entries that are there are sealed.")
            : new AuditFinding(verdict, null);
    }

    // Anything may have been written there: an unreadable value is read as one that cannot be sealed.
    private static AuditEntry ReadEntry(DbDataReader row) => new(
        row.GetInt64(0),
        DateTimeOffset.FromUnixTimeMilliseconds(
            row.IsDBNull(1) ? 0 : Math.Clamp(row.GetInt64(1), 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())),
        Text(row, 2) ?? "",
        Text(row, 3),
        Text(row, 4) ?? "",
        Text(row, 5) ?? "",
        Text(row, 6),
        Text(row, 7),
        Bytes(row, 8),
        Bytes(row, 9));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[] Bytes(DbDataReader row, int column) => row[column] as byte[] ?? [];
}

/// <summary>The result of checking the trail.</summary>
/// <param name="Verdict">Whether it is complete; null when that could not be checked.</param>
/// <param name="Problem">Why it could not be checked, in a sentence; or null.</param>
public sealed record AuditFinding(AuditVerdict? Verdict, string? Problem);
