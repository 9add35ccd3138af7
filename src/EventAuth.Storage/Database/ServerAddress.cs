using Npgsql;

namespace EventAuth.Storage.Database;

/// <summary>The connection string of a PostgreSQL server.</summary>
public static class ServerAddress
{
    /// <summary>
    /// Whether a text is a valid one, with a host. It does not connect, and does not say what is wrong: the text may have a password.
    /// </summary>
    public static bool IsOne(string text)
    {
        try
        {
            using var source = NpgsqlDataSource.Create(text);
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or InvalidOperationException
            or NotSupportedException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>The program's connections.</summary>
    internal static NpgsqlDataSource Connect(string text) => NpgsqlDataSource.Create(Read(text));

    /// <summary>A connection for the journal's writer, which runs the same few statements again and again: they are prepared.</summary>
    internal static NpgsqlConnection ConnectJournal(string text)
    {
        var address = Read(text);
        (address.Pooling, address.MaxAutoPrepare, address.AutoPrepareMinUsages) = (false, 64, 2);
        var connection = new NpgsqlConnection(address.ConnectionString);
        connection.Open();
        return connection;
    }

    // Queries are short: compiling one in the server (jit) takes longer than it saves.
    private static NpgsqlConnectionStringBuilder Read(string text)
    {
        var address = new NpgsqlConnectionStringBuilder(text);
        address.ApplicationName ??= "EventAuth.Admin";
        address.Options = $"{address.Options} -c jit=off".TrimStart();
        return address;
    }
}
