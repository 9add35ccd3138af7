using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Installation;

/// <summary>Registered first: claims the folder before any other service opens a file in it, then brings the database up to date.</summary>
internal sealed partial class StoragePreparation(StorageFolder folder, IEventAuthDatabase database, ILogger<StoragePreparation> log)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (folder.Closed.Count > 0)
        {
            LogWasOpen(log, folder.FullPath, string.Join(", ", folder.Closed));
        }

        try
        {
            await database.PrepareAsync(cancellationToken);
        }
        catch (StorageRefusedException refused)
        {
            throw new StartRefusedException($"Storage:Path names {folder.FullPath}. {refused.Message}");
        }
        catch (Exception exception)
            when (StorageFailure.IsOne(exception) || exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(database.Explain(exception));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1301, LogLevel.Warning, "The storage folder {Folder} was open to other users of this machine and is closed now. "
        + "What they may have read or changed: {Paths}")]
    private static partial void LogWasOpen(ILogger logger, string folder, string paths);
}
