namespace EventAuth.Admin.Components.Live;

/// <summary>
/// The rows of the page: the newest decisions that match, and the ones after them. There is never a gap in them: if more arrive
/// at once than are read, the rows before are dropped. For one caller at a time, but each call may be overtaken while it waits for storage.
/// </summary>
/// <param name="reader">Where decisions are recorded.</param>
/// <param name="filter">Which of them.</param>
internal sealed class DecisionFeed(IDecisionReader reader, DecisionFilter filter)
{
    /// <summary>The most rows.</summary>
    public const int MostRows = 200;

    /// <summary>The most that are read at a time: nobody reads more in a quarter of a second, and rendering more slows ingest.</summary>
    public const int PageSize = 50;

    private List<DecisionRecord> _rows = [];
    private long _seen;
    private bool _lostNewest;
    private long? _next;

    /// <summary>Which decisions are shown.</summary>
    public DecisionFilter Filter => filter;

    /// <summary>The decisions, newest first.</summary>
    public IReadOnlyList<DecisionRecord> Rows => _rows;

    /// <summary>Whether the rows were read.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>
    /// Whether there may be older ones than the last row: matches can be so rare that a read ends before it finds any.
    /// </summary>
    public bool HasOlder => _next is not null;

    /// <summary>Whether the rows are paused until they are resumed.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Whether the rows are paused because somebody is on them.</summary>
    public bool IsHeld { get; set; }

    /// <summary>How many decisions, of any kind, were recorded since the rows were paused.</summary>
    public long CameSince { get; private set; }

    /// <summary>Why the last attempt to read failed; null when it did not.</summary>
    public Exception? Trouble { get; private set; }

    /// <summary>Pauses the rows.</summary>
    public void Pause() => IsPaused = true;

    /// <summary>Resumes with the newest; they are there after the next <see cref="PollAsync"/>.</summary>
    public void Resume()
    {
        (IsPaused, CameSince) = (false, 0);
        IsLoaded &= !_lostNewest;
    }

    /// <summary>Adds what arrived while the rows are paused; they stay paused.</summary>
    public Task<bool> ShowNewAsync(CancellationToken cancellation)
    {
        IsLoaded &= !_lostNewest;
        return PollAsync(standStill: false, cancellation);
    }

    /// <summary>Looks for what is new.</summary>
    /// <returns>Whether there is anything to render.</returns>
    public Task<bool> PollAsync(CancellationToken cancellation) => PollAsync(IsPaused || IsHeld, cancellation);

    private async Task<bool> PollAsync(bool standStill, CancellationToken cancellation)
    {
        var hadTrouble = Trouble is not null;
        try
        {
            // Read first, so that what was searched once is never searched again, however rare matches are.
            var last = await reader.LastIdAsync(cancellation);
            var changed = !IsLoaded ? await BeginAsync(last, cancellation)
                : standStill ? Count(last)
                : last != _seen && await FollowAsync(last, cancellation);
            Trouble = null;
            return changed || hadTrouble;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Trouble = failure;
            return !hadTrouble;
        }
    }

    /// <summary>Adds rows before the last one; the rows are paused from then on.</summary>
    public async Task ShowOlderAsync(CancellationToken cancellation)
    {
        Pause();
        if (_next is not { } end)
        {
            return;
        }

        try
        {
            var found = await reader.ReadPageAsync(filter, end, PageSize, cancellation);
            if (_next == end)
            {
                _rows.AddRange(found.Records);
                _next = found.Next;
                _lostNewest |= _rows.Count > MostRows;
                _rows = [.. _rows.TakeLast(MostRows)];
            }

            Trouble = null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Trouble = failure;
        }
    }

    private async Task<bool> BeginAsync(long last, CancellationToken cancellation)
    {
        var found = await reader.ReadPageAsync(filter, beforeId: null, PageSize, cancellation);
        (IsLoaded, _lostNewest, _next, CameSince) = (true, false, found.Next, 0);
        _rows = [.. found.Records];
        _seen = Greatest(last, found.Records);
        return true;
    }

    private async Task<bool> FollowAsync(long last, CancellationToken cancellation)
    {
        var (seen, stood, counted) = (_seen, IsPaused || IsHeld, CameSince);
        var page = await reader.ReadPageAsync(filter with { AfterId = seen }, beforeId: null, PageSize, cancellation);
        var found = page.Records;
        if ((IsPaused || IsHeld) != stood || seen != _seen)
        {
            return false;
        }

        (_seen, CameSince) = (Greatest(last, found), 0);
        List<DecisionRecord> rows = page.Next is null ? [.. found, .. _rows] : [.. found];
        _rows = [.. rows.Take(MostRows)];
        _next = page.Next ?? (rows.Count > MostRows ? _rows[^1].Id : _next);
        return found.Count > 0 || counted > 0;
    }

    private bool Count(long last)
    {
        var came = Math.Max(0, last - _seen);
        var changed = came != CameSince;
        CameSince = came;
        return changed;
    }

    private static long Greatest(long last, IReadOnlyList<DecisionRecord> found) =>
        found is [var newest, ..] ? Math.Max(last, newest.Id) : last;
}
