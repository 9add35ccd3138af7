using EventAuth.Storage.Database;

namespace EventAuth.Admin.Settings;

/// <summary>Reads where to store. Its sentences never repeat how to connect to a server, since that has a password in it.</summary>
internal static class StorageSettingsReader
{
    private const string ProviderKey = "Storage:Provider";
    private const string ConnectionKey = "Storage:ConnectionString";
    private const string Sqlite = "Sqlite";
    private const string PostgreSql = "PostgreSql";

    public static StorageOptions Read(SettingSource source)
    {
        var path = source.Raw("Storage:Path") ?? "./data";
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            source.Refuse("Storage:Path", "must name a folder, for example ./data.");
            path = ".";
        }

        return new StorageOptions
        {
            Path = Path.GetFullPath(path),
            Server = ReadServer(source),

            // A queue must hold at least one batch.
            MaxQueuedEvents = source.Number("Storage:MaxQueuedEvents", fallback: 20_000, least: 1_000, most: 1_000_000),
            NewInstallation = source.Flag("Storage:NewInstallation"),
        };
    }

    private static string? ReadServer(SettingSource source)
    {
        var provider = source.Text(ProviderKey)?.Trim() ?? Sqlite;
        var connection = source.Text(ConnectionKey);
        if (provider.Equals(PostgreSql, StringComparison.OrdinalIgnoreCase))
        {
            if (connection is null)
            {
                source.Refuse(ConnectionKey, $"is missing: with {ProviderKey}={PostgreSql} it says how to connect, "
                    + "such as Host=db.internal;Database=eventauth;Username=eventauth;Password=…");
            }
            else if (!ServerAddress.IsOne(connection))
            {
                source.Refuse(ConnectionKey, "is not how to connect to PostgreSQL: it needs a host, with names and values as in "
                    + "Host=db.internal;Database=eventauth;Username=eventauth;Password=…");
                return null;
            }

            return connection;
        }

        if (!provider.Equals(Sqlite, StringComparison.OrdinalIgnoreCase))
        {
            source.Refuse(ProviderKey, $"must be {Sqlite} or {PostgreSql}.");
        }
        else if (connection is not null)
        {
            source.Refuse(ConnectionKey, $"is set, and {ProviderKey} is {Sqlite}. Set {ProviderKey}={PostgreSql}, or remove it.");
        }

        return null;
    }
}
