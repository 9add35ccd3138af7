using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace EventAuth.Storage.Database;

/// <summary>
/// Sets connections up, and keeps those that can only read out of the pool. While the files cannot be written SQLite opens them for
/// reading without complaint; such a connection would go on refusing changes long after they can be written again. Most show when they
/// are opened. A few are lent the handle of a connection that is closed, and only their log is open for reading: they show at the first
/// change that is refused.
/// </summary>
internal sealed class ReadOnlyConnections : DbCommandInterceptor, IDbConnectionInterceptor, ISaveChangesInterceptor
{
    /// <summary>Looks at it before anybody reads with it, since who only reads never hears that it cannot be written on.</summary>
    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is not SqliteConnection { Handle: { } handle } sqlite)
        {
            return;
        }

        // What is deleted or moved is overwritten, whoever does it; and what does not fit into memory while it is sorted is in no
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

    /// <summary>Where it is the beginning of the transaction that is refused, there is no command yet.</summary>
    public void SaveChangesFailed(DbContextErrorEventData eventData) =>
        KeepOut(eventData.Context?.Database.GetDbConnection(), eventData.Exception);

    public Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveChangesFailed(eventData);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Keeps a connection, and all others of now, out of the pool if what went wrong says that it can never be written on. Tells whether
    /// it does. Called for transactions begun by hand, whose refusal no interceptor hears.
    /// </summary>
    public static bool KeepOut(DbConnection? connection, Exception exception)
    {
        if (connection is not SqliteConnection sqlite || StorageFaults.Of(exception) != StorageFault.ReadOnly)
        {
            return false;
        }

        // Those in use, this one too, are closed for good when they are given back.
        SqliteConnection.ClearPool(sqlite);
        return true;
    }
}
