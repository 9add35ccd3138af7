using Npgsql;

namespace EventAuth.Storage.Database;

/// <summary>How to connect to a server of PostgreSQL.</summary>
public static class ServerAddress
{
    /// <summary>Whether a text is one, with a host. Asks nobody, and what is wrong with it is not told: it may hold a password.</summary>
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
}
