using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace EventAuth.Storage.Database;

/// <summary>
/// Sets connections up, and keeps those that can only read out of the pool. While the files cannot be written, SQLite opens them for
/// reading without an error; such a connection would go on refusing changes long after they can be written again. Most are found when they
/// are opened. A few get the handle of a closed connection, and only their log is open for reading: they are found at the first
/// refused change.
/// </summary>
internal sealed class ReadOnlyConnections : DbCommandInterceptor, IDbConnectionInterceptor, ISaveChangesInterceptor
{
    /// <summary>Checks it before anybody reads with it, because reading never shows that it cannot write.</summary>
    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is not SqliteConnection { Handle: { } handle } sqlite)
        {
            return;
        }

        // What is deleted or moved is overwritten, on every connection; and what does not fit into memory for sorting is in no
        // file outside the folder.
        raw.sqlite3_exec(handle, "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");
        if (raw.sqlite3_db_readonly(handle, "main") == 1)
        {
            SqliteConnection.ClearPool(sqlite);
        }
    }

    public Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) =>
        KeepOut(command.Connection, eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        KeepOut(command.Connection, eventData.Exception);
        return Task.CompletedTask;
    }

    /// <summary>If the start of the transaction is refused, there is no command yet.</summary>
    public void SaveChangesFailed(DbContextErrorEventData eventData) =>
        KeepOut(eventData.Context?.Database.GetDbConnection(), eventData.Exception);

    public Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveChangesFailed(eventData);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Keeps a connection, and all other current ones, out of the pool if the error says that it can never write. Returns whether
    /// it does. Called for manually started transactions, whose refusal no interceptor sees.
    /// </summary>
    public static bool KeepOut(DbConnection? connection, Exception exception)
    {
        if (connection is not SqliteConnection sqlite || StorageFaults.Of(exception) != StorageFault.ReadOnly)
        {
            return false;
        }

        // Those in use, including this one, are really closed when they are given back.
        SqliteConnection.ClearPool(sqlite);
        return true;
    }
}
