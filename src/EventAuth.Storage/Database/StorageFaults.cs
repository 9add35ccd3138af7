using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Storage.Database;

/// <summary>Maps the result codes of SQLite to faults that a person can do something about.</summary>
internal static class StorageFaults
{
    /// <summary>Checks the exception and its inner exceptions.</summary>
    public static StorageFault Of(Exception? exception) => exception switch
    {
        null => StorageFault.Other,
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } => StorageFault.Damaged,
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => StorageFault.Full,
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM } => StorageFault.ReadOnly,
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => StorageFault.Busy,
        _ => Of(exception.InnerException),
    };
}
