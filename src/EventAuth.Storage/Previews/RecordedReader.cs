using System.Buffers.Binary;
using EventAuth.Core.Previews;
using EventAuth.Storage.Decisions;

namespace EventAuth.Storage.Previews;

/// <summary>
/// Reads what was decided in a span, in the order of its decisions; a long one in parts, as many as there are processors. Row by row from
/// the database's own reader: an entity for each of millions of rows would take most of the time.
/// </summary>
internal sealed class RecordedReader(IDbContextFactory<EventAuthDbContext> contexts, IDecisionRows decisions, StorageOptions options)
{
    private const int Step = 16_384;

    public async Task<RecordedDecisions> ReadAsync(
        DateTimeOffset since, DateTimeOffset until, IProgress<double> progress, CancellationToken cancellation)
    {
        var (above, below) = await BoundsAsync(since, until, cancellation);
        var length = below - above - 1;
        if (length > options.MaxReplayed)
        {
            throw new SpanTooLongException();
        }

        long read = 0;
        var parts = await ReadingInParts.RunAsync(
            above, below, part => ReadAsync(part, since, until, NoteStep, cancellation), cancellation);
        foreach (var next in parts.Skip(1))
        {
            parts[0].Add(next);
        }

        return parts[0];

        void NoteStep() => progress.Report(Math.Min(1, (double)Interlocked.Add(ref read, Step) / length));
    }

    private async Task<(long Above, long Below)> BoundsAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await decisions.BoundsAsync(context, new DecisionFilter { Since = since, Until = until }, cancellation);
    }

    private async Task<RecordedDecisions> ReadAsync(
        IdRange part, DateTimeOffset since, DateTimeOffset until, Action noteStep, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var recorded = new RecordedDecisions();
        await using var rejections = await RejectedSenders.OpenAsync(contexts, part.Above, part.Below, since, until, cancellation);
        var rows = context.Events.Where(DecisionRows.IsReadable)
            .Where(row => row.Id > part.Above && row.Id < part.Below && row.ReceivedAt >= since && row.ReceivedAt < until)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Id, row.Reason, row.Customer, row.ProfileUpdated, row.Count, row.Action, row.Sender });
        await using var reader = await QueryRows.OpenAsync(context, rows, cancellation);
        for (var read = 1; await reader.NextAsync(cancellation); read++)
        {
            await AddAsync(recorded, reader, rejections, cancellation);
            if (read % Step == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                noteStep();
            }
        }

        return recorded;
    }

    private static async ValueTask AddAsync(
        RecordedDecisions recorded, QueryRows row, RejectedSenders rejections, CancellationToken cancellation)
    {
        var id = row.Integer(0);
        var decision = new Decision((DecisionReason)row.Integer(1), row.Integer(3) != 0);
        var customer = !row.IsNull(2) && row.Integer(2) is >= 0 and <= (long)CustomerState.Authenticated and var state
            ? (CustomerState?)state : null;
        var count = (int)Math.Clamp(row.Integer(4), 1, int.MaxValue);
        var kind = new RecordedKind(row.IsNull(5) ? null : row.Text(5), customer, decision, count);
        SenderHashes? sender = null;
        if (kind.CanBeReplayed && !row.IsNull(6) && SenderHashes.TryRead(row.Bytes(6), out var read))
        {
            sender = decision.Accepted ? read : await rejections.FindAsync(id, read, cancellation);
        }

        recorded.Add(id, kind, sender);
    }
}

/// <summary>The identifiers with which rejected events came, read beside the events.</summary>
internal sealed class RejectedSenders : IAsyncDisposable
{
    private readonly EventAuthDbContext _context;
    private QueryRows? _rows;
    private bool _hasRow;

    private RejectedSenders(EventAuthDbContext context) => _context = context;

    public static async Task<RejectedSenders> OpenAsync(
        IDbContextFactory<EventAuthDbContext> contexts, long above, long below, DateTimeOffset since, DateTimeOffset until,
        CancellationToken cancellation)
    {
        var senders = new RejectedSenders(await contexts.CreateDbContextAsync(cancellation));
        var rows = senders._context.RejectionsOf(since, until).Where(row => row.Id > above && row.Id < below)
            .OrderBy(row => row.Id).Select(row => new { row.Id, row.UuidHash, row.EmailHash, row.CustomIdHash });
        senders._rows = await QueryRows.OpenAsync(senders._context, rows, cancellation);
        senders._hasRow = await senders._rows.NextAsync(cancellation);
        return senders;
    }

    /// <summary>Adds the identifiers to a sender; null if they are not kept any more. Asked in the order of ids.</summary>
    public async ValueTask<SenderHashes?> FindAsync(long id, SenderHashes sender, CancellationToken cancellation)
    {
        var rows = _rows!;
        while (_hasRow && rows.Integer(0) < id)
        {
            _hasRow = await rows.NextAsync(cancellation);
        }

        if (!_hasRow || rows.Integer(0) != id)
        {
            return null;
        }

        sender = sender with { Uuid = HashOf(rows, 1), Email = HashOf(rows, 2), CustomId = HashOf(rows, 3) };
        return sender.IsEmpty ? null : sender;
    }

    public async ValueTask DisposeAsync()
    {
        if (_rows is not null)
        {
            await _rows.DisposeAsync();
        }

        await _context.DisposeAsync();
    }

    // The beginning of the whole hash is the short one.
    private static ulong HashOf(QueryRows row, int column) =>
        !row.IsNull(column) && row.Bytes(column) is { Length: >= sizeof(ulong) } hash
            ? BinaryPrimitives.ReadUInt64BigEndian(hash) : 0;
}
