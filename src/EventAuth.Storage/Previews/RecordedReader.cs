using System.Buffers.Binary;
using System.Data.Common;
using EventAuth.Core.Previews;
using EventAuth.Storage.Decisions;

namespace EventAuth.Storage.Previews;

/// <summary>
/// Reads what was decided in a span, in the order of its decisions. Row by row from the database's own reader: an entity for each of
/// millions of rows would take most of the time.
/// </summary>
internal sealed class RecordedReader(IDbContextFactory<EventAuthDbContext> contexts, IDecisionRows decisions, StorageOptions options)
{
    private const int Step = 16_384;

    // The same text again and again: one copy of each.
    private readonly Dictionary<string, string> _actions = new(StringComparer.Ordinal);

    public async Task<RecordedDecisions> ReadAsync(
        DateTimeOffset since, DateTimeOffset until, IProgress<double> progress, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var recorded = new RecordedDecisions();
        var (above, below) = await decisions.BoundsAsync(context, new DecisionFilter { Since = since, Until = until }, cancellation);
        if (below - above <= 1)
        {
            return recorded;
        }

        if (below - above - 1 > options.MaxReplayed)
        {
            throw new SpanTooLongException();
        }

        await using var rejections = await RejectedSenders.OpenAsync(contexts, above, below, since, until, cancellation);
        var rows = context.Events.Where(DecisionRows.IsReadable)
            .Where(row => row.Id > above && row.Id < below && row.ReceivedAt >= since && row.ReceivedAt < until)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Id, row.Reason, row.Customer, row.ProfileUpdated, row.Count, row.Action, row.Sender });
        await using var reader = await RowsOfQuery.OpenAsync(context, rows, cancellation);
        for (var read = 0; await reader.Rows.ReadAsync(cancellation); read++)
        {
            await AddAsync(recorded, reader.Rows, rejections, cancellation);
            if (read % Step == 0)
            {
                progress.Report((double)(reader.Rows.GetInt64(0) - above) / (below - above));
            }
        }

        return recorded;
    }

    private async ValueTask AddAsync(
        RecordedDecisions recorded, DbDataReader row, RejectedSenders rejections, CancellationToken cancellation)
    {
        var id = row.GetInt64(0);
        var decision = new Decision((DecisionReason)row.GetInt64(1), row.GetBoolean(3));
        var customer = !row.IsDBNull(2) && row.GetInt64(2) is >= 0 and <= (long)CustomerState.Authenticated and var state
            ? (CustomerState?)state : null;
        var count = (int)Math.Clamp(row.GetInt64(4), 1, int.MaxValue);
        var kind = new RecordedKind(row.IsDBNull(5) ? null : Known(row.GetString(5)), customer, decision, count);
        SenderHashes? sender = null;
        if (kind.CanBeReplayed && !row.IsDBNull(6) && SenderHashes.TryRead(row.GetFieldValue<byte[]>(6), out var read))
        {
            sender = decision.Accepted ? read : await rejections.FindAsync(id, read, cancellation);
        }

        recorded.Add(id, kind, sender);
    }

    private string Known(string action)
    {
        if (!_actions.TryGetValue(action, out var known))
        {
            _actions.Add(action, known = action);
        }

        return known;
    }
}

/// <summary>The identifiers with which rejected events came, read beside the events.</summary>
internal sealed class RejectedSenders : IAsyncDisposable
{
    private readonly EventAuthDbContext _context;
    private RowsOfQuery? _rows;
    private bool _hasRow;

    private RejectedSenders(EventAuthDbContext context) => _context = context;

    public static async Task<RejectedSenders> OpenAsync(
        IDbContextFactory<EventAuthDbContext> contexts, long above, long below, DateTimeOffset since, DateTimeOffset until,
        CancellationToken cancellation)
    {
        var senders = new RejectedSenders(await contexts.CreateDbContextAsync(cancellation));
        var rows = senders._context.RejectionsOf(since, until).Where(row => row.Id > above && row.Id < below)
            .OrderBy(row => row.Id).Select(row => new { row.Id, row.UuidHash, row.EmailHash, row.CustomIdHash });
        senders._rows = await RowsOfQuery.OpenAsync(senders._context, rows, cancellation);
        senders._hasRow = await senders._rows.Rows.ReadAsync(cancellation);
        return senders;
    }

    /// <summary>Adds the identifiers to what is known of a sender; null if they are not kept any more. Asked in the order of ids.</summary>
    public async ValueTask<SenderHashes?> FindAsync(long id, SenderHashes sender, CancellationToken cancellation)
    {
        var rows = _rows!.Rows;
        while (_hasRow && rows.GetInt64(0) < id)
        {
            _hasRow = await rows.ReadAsync(cancellation);
        }

        if (!_hasRow || rows.GetInt64(0) != id)
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
    private static ulong HashOf(DbDataReader row, int column) =>
        !row.IsDBNull(column) && row.GetFieldValue<byte[]>(column) is { Length: >= sizeof(ulong) } hash
            ? BinaryPrimitives.ReadUInt64BigEndian(hash) : 0;
}

/// <summary>The rows of a query as the database gives them, in the order of its columns.</summary>
internal sealed class RowsOfQuery : IAsyncDisposable
{
    private readonly DbCommand _command;

    private RowsOfQuery(DbCommand command, DbDataReader rows) => (_command, Rows) = (command, rows);

    public DbDataReader Rows { get; }

    public static async Task<RowsOfQuery> OpenAsync(EventAuthDbContext context, IQueryable query, CancellationToken cancellation)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        var command = query.CreateDbCommand();
        return new RowsOfQuery(command, await command.ExecuteReaderAsync(cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await Rows.DisposeAsync();
        await _command.DisposeAsync();
    }
}
