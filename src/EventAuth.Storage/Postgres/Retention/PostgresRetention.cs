using EventAuth.Core.Limits;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Files;
using EventAuth.Storage.Postgres.Days;
using EventAuth.Storage.Retention;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Postgres.Retention;

/// <summary>
/// In PostgreSQL: makes the days that come, and drops whole days of rejections whose time is over; what brought rejections, and counts, are
/// deleted by rows. Of several processes one does it at a time. A clock that jumps ahead is believed after a day.
/// </summary>
internal sealed partial class PostgresRetention(
    IDbContextFactory<EventAuthDbContext> contexts, StorageOptions options, StorageFiles files, TimeProvider time,
    ILogger<PostgresRetention> log) : PeriodicStorageWork(files, time, TimeSpan.FromMinutes(1)), IRetention
{
    /// <summary>Who has it does this work; any number that no other program uses for its locks.</summary>
    private const long WorkLock = 0x4576_656E_7441_7575;

    /// <summary>So many rows are changed in one transaction.</summary>
    private const int Rows = 1_000;

    private readonly TimeProvider _time = time;
    private readonly DeletionClock _clock = new(time, DecisionRetention.Patience);

    // In this process who comes second waits, and then does it too: what returns is done.
    private readonly SemaphoreSlim _turn = new(1);

    public override async Task<int> RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await RunAloneAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    private async Task<int> RunAloneAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // The lock is the connection's, so it stays open until the end.
        await context.Database.OpenConnectionAsync(cancellation);
        var isOurs = await context.Database.SqlQuery<bool>($"""SELECT pg_try_advisory_lock({WorkLock}) AS "Value" """)
            .SingleAsync(cancellation);
        if (!isOurs)
        {
            return 0;
        }

        try
        {
            await DayPartitions.MakeAsync(context, _time.GetUtcNow(), cancellation);
            var now = _clock.GetUtcNow();
            var changed = await ForgetPayloadsAsync(context, now, cancellation) + await DeleteCountsAsync(context, now, cancellation);
            return options.RejectionDays == 0 ? changed : changed + await DeleteRejectionsAsync(context, now, cancellation);
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({WorkLock})", CancellationToken.None);
        }
    }

    [LoggerMessage(2005, LogLevel.Warning, "Rejections and counts whose time is over could not be deleted; it is tried again in a minute.")]
    protected override partial void LogFailed(Exception problem);

    // Up to this id rows are older than a time, also those that a clock which was ahead dated into the future.
    private static async Task<long> OldUpToAsync(EventAuthDbContext context, DateTimeOffset bound, CancellationToken cancellation)
    {
        var day = bound.ToUnixTimeMilliseconds() - EventDayRecord.Length;
        return await context.Set<EventDayRecord>().Where(row => row.Day <= day).MaxAsync(row => (long?)row.Last, cancellation) ?? 0;
    }

    private static async Task<int> DeleteCountsAsync(EventAuthDbContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        var deleted = 0;
        foreach (var (width, days) in CountBounds.Widths)
        {
            var bound = now.AddDays(-days).ToUnixTimeSeconds();
            deleted += await context.DecisionCounts.Where(row => row.Width == width && row.Period < bound).ExecuteDeleteAsync(cancellation);
        }

        return deleted;
    }

    private static async Task<int> ForgetPayloadsAsync(EventAuthDbContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        var bound = now.AddDays(-DecisionRetention.PayloadDays);
        var latest = now + ClockSteps.Tolerance;
        var old = await OldUpToAsync(context, bound, cancellation);
        var (changed, all) = (0, 0);
        do
        {
            var ids = await context.Rejections
                .Where(row => row.Payload != null && (row.ReceivedAt < bound || (row.ReceivedAt > latest && row.Id <= old)))
                .OrderBy(row => row.Id).Select(row => row.Id).Take(Rows).ToListAsync(cancellation);
            changed = ids.Count == 0 ? 0 : await context.Rejections.Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.Payload, (byte[]?)null), cancellation);
            all += changed;
        }
        while (changed > 0);

        return all;
    }

    private async Task<int> DeleteRejectionsAsync(EventAuthDbContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        var bound = now.AddDays(-options.RejectionDays);
        var dropped = 0;
        foreach (var table in DayPartitions.OfRejections)
        {
            foreach (var day in await DayPartitions.DaysAsync(context, table, cancellation))
            {
                if (day + EventDayRecord.Length <= bound.ToUnixTimeMilliseconds())
                {
                    await DayPartitions.DropAsync(context, table, day, cancellation);
                    dropped++;
                }
            }
        }

        return dropped + await DeleteOutsideAsync(context, bound, now + ClockSteps.Tolerance, cancellation);
    }

    // Those of days that have no partition, before the first one and in the future.
    private static async Task<int> DeleteOutsideAsync(
        EventAuthDbContext context, DateTimeOffset bound, DateTimeOffset latest, CancellationToken cancellation)
    {
        // Of a day with a partition nothing goes before its end: the day is dropped then.
        var midnight = DateTimeOffset.FromUnixTimeMilliseconds(EventDayRecord.Of(bound.ToUnixTimeMilliseconds()));
        var old = await OldUpToAsync(context, bound, cancellation);
        var deleted = await context.Events
            .Where(row => row.Reason >= DecisionReason.JwtRequired)
            .Where(row => row.ReceivedAt < midnight || (row.ReceivedAt > latest && row.Id <= old))
            .ExecuteDeleteAsync(cancellation);
        deleted += await context.Rejections.Where(row => row.ReceivedAt < midnight || (row.ReceivedAt > latest && row.Id <= old))
            .ExecuteDeleteAsync(cancellation);

        // What was noted of them would send searches there.
        var day = midnight.ToUnixTimeMilliseconds();
        var kept = await context.Set<EventDayRecord>().Where(row => row.Day >= day).MinAsync(row => (long?)row.First, cancellation) ?? 0;
        var stretch = IdStretches.Of(kept);
        await context.StretchDecisions.Where(row => row.Reason >= DecisionReason.JwtRequired && row.Stretch < stretch)
            .ExecuteDeleteAsync(cancellation);
        return deleted;
    }
}
