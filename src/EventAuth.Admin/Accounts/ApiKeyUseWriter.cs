using System.Data.Common;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Admin.Accounts;

/// <summary>Writes now and then, and at the end, when keys were used last, so that a restart does not forget it.</summary>
internal sealed class ApiKeyUseWriter(ApiKeyUses uses, IDbContextFactory<EventAuthDbContext> contexts, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly Dictionary<int, DateTimeOffset> _written = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is written by StopAsync.
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var (id, last) in uses.All().Where(use => _written.GetValueOrDefault(use.Key) != use.Value))
            {
                await using var context = await contexts.CreateDbContextAsync(cancellation);
                await context.ApiKeys.Where(record => record.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(record => record.LastUsedAt, last), cancellation);
                _written[id] = last;
            }
        }
        catch (DbException)
        {
            // Of use to people who tidy up keys, and not worth a log line: storage says itself when it fails. The next round tries again.
        }
    }
}
