using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EventAuth.Storage.Files;

/// <summary>Opens no connection while the files are different ones: it would read and write files of somebody else.</summary>
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
