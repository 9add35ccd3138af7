using System.Data.Common;
using EventAuth.Admin.Hosting.Settings;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Hosting.Storage;

/// <summary>Registered first: takes the folder before any other service opens a file in it, then brings the database to the present form.</summary>
internal sealed class StoragePreparation(StorageFolder folder, IEventAuthDatabase database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.PrepareAsync(cancellationToken);
        }
        catch (AuditKeyLostException lost)
        {
            throw new StartRefusedException($"Storage:Path names {folder.FullPath}. {lost.Message}");
        }
        catch (Exception exception) when (exception is DbException or { InnerException: DbException } or IOException or UnauthorizedAccessException)
        {
            throw StorageRefusal.Of(folder, database, exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
