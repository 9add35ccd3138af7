using System.Data.Common;
using EventAuth.Storage.Files;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EventAuth.Storage.Sqlite;

/// <summary>
/// Opens no connection while the files are not those of before: it would read, and write, what does not belong to this process.
/// </summary>
internal sealed class WatchedConnections(StorageFiles files) : DbConnectionInterceptor
{
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        files.Check();
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        files.Check();
        return ValueTask.FromResult(result);
    }
}
