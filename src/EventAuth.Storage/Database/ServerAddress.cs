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

    /// <summary>The program's connections. Its queries are short: compiling one in the server (jit) takes longer than it saves.</summary>
    internal static NpgsqlDataSource Connect(string text)
    {
        var address = new NpgsqlConnectionStringBuilder(text);
        address.ApplicationName ??= "EventAuth.Admin";
        address.Options = $"{address.Options} -c jit=off".TrimStart();
        return NpgsqlDataSource.Create(address);
    }
}
