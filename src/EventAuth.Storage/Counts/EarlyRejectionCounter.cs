using EventAuth.Storage.Catalog;
using EventAuth.Storage.Damage;

namespace EventAuth.Storage.Counts;

/// <summary>Counts what is rejected before a decision, from many threads; the journal's writer adds it to the counts.</summary>
internal sealed class EarlyRejectionCounter(
    IDbContextFactory<EventAuthDbContext> contexts, StorageOptions options, CatalogIndex catalog, DamagedRows damaged,
    TimeProvider time) : IDisposable
{
    // Senders choose the names: from here on only names in the catalogue get their own slot.
    private const int ForAnyName = RejectionFile.Slots / 4;

    // The rest is for counts without a name, which always have a place.
    private const int ForNames = RejectionFile.Slots - 1_024;

    private readonly Lock _gate = new();
    private readonly Dictionary<RejectionKey, int> _slots = [];
    private readonly List<RejectionKey?> _keys = [];

    // While the database is down nothing is transferred: from here on counts are put in a later minute than their own.
    private const int MostTurned = 100_000;

    // Slots that went on to another minute before the writer read them, with their values at the end of the minute before.
    private readonly List<RejectionSlot> _turned = [];
    private RejectionFile? _file;
    private long _total;
    private long _brought;

    public long Total => Interlocked.Read(ref _total);

    public bool IsBrought => Total == Interlocked.Read(ref _brought);

    private RejectionFile File => _file ?? throw new InvalidOperationException("The counter of rejections is not open yet.");

    /// <summary>Opens the file, after the database.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var counted = await context.RejectionSlots.AsNoTracking().ToListAsync(cancellation);
        lock (_gate)
        {
            _file?.Dispose();
            _slots.Clear();
            _keys.Clear();
            _turned.Clear();
            _file = RejectionFile.Open(options.RejectedCountsFile, file => IsCounted(file, counted));
            for (var slot = 0; slot < _file.Used; slot++)
            {
                // A damaged slot keeps its place and counts nothing.
                var key = _file.KeyOf(slot);
                _keys.Add(key);
                if (key is { } right)
                {
                    _slots.TryAdd(right, slot);
                }
                else
                {
                    damaged.Add(Path.GetFileName(options.RejectedCountsFile), slot);
                }
            }

            // So that what an earlier run of the program left is added to the counts.
            _total = _file.Used > 0 ? 1 : 0;
        }
    }

    /// <summary>Counts events.</summary>
    /// <inheritdoc cref="Core.Journal.IEventJournal.Count" path="/param"/>
    public void Count(DecisionReason reason, EventName? action, string? certificateId, int count)
    {
        var key = new RejectionKey(reason, action?.Value, certificateId);
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            if (!_slots.TryGetValue(key, out var slot))
            {
                slot = Take(key, action);
            }

            if (File.LastSecondOf(slot) / CountBounds.Minute < second / CountBounds.Minute
                && File.CountOf(slot) > 0 && _turned.Count < MostTurned)
            {
                _turned.Add(SlotAt(slot));
            }

            File.Add(slot, count, second);
        }

        Interlocked.Add(ref _total, count);
    }

    /// <summary>Records that what was read is in the counts.</summary>
    public void NoteBrought(RejectionReading reading)
    {
        Interlocked.Exchange(ref _brought, reading.Total);
        lock (_gate)
        {
            _turned.RemoveRange(0, reading.Turned.Count);
        }
    }

    public RejectionReading Read()
    {
        // The total first: what is counted at the same time is added with the slots or the next time.
        var total = Total;
        lock (_gate)
        {
            var slots = Enumerable.Range(0, _keys.Count).Where(slot => _keys[slot] is not null).Select(SlotAt);
            return new RejectionReading(File.Id, total, [.. _turned], [.. slots]);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private RejectionSlot SlotAt(int slot) => new(slot, _keys[slot]!.Value, File.CountOf(slot), File.LastSecondOf(slot));

    private int Take(in RejectionKey key, EventName? action)
    {
        var isRoom = File.Used < (action is { } name && catalog.Find(name) is not null ? ForNames : ForAnyName);
        var own = key.Action is null || isRoom ? key : key with { Action = null };
        if (!_slots.TryGetValue(own, out var slot))
        {
            slot = File.Take(own);
            if (slot < RejectionFile.Slots)
            {
                _keys.Add(own);
            }
            else
            {
                // After thousands of certificates: any slot of this reason is better than none.
                var reason = key.Reason;
                slot = _slots.Where(pair => pair.Key.Reason == reason).Select(pair => pair.Value).DefaultIfEmpty(0).First();
            }

            _slots.Add(own, slot);
        }

        return slot;
    }

    private static bool IsCounted(RejectionFile file, List<RejectionSlotRecord> counted)
    {
        var known = counted.Where(row => row.File == file.Id).ToDictionary(row => row.Slot, row => row.Counted);
        return Enumerable.Range(0, file.Used).All(slot => known.GetValueOrDefault(slot) == file.CountOf(slot));
    }
}

/// <summary>What the file counted.</summary>
/// <param name="File">Identifies the file.</param>
/// <param name="Turned">What slots had at the end of earlier minutes that are not in the counts yet.</param>
internal sealed record RejectionReading(
    Guid File, long Total, IReadOnlyList<RejectionSlot> Turned, IReadOnlyList<RejectionSlot> Slots);

/// <summary>A slot of the file.</summary>
/// <param name="LastSecond">When it last counted, in seconds since 1970.</param>
internal readonly record struct RejectionSlot(int Number, RejectionKey Key, long Count, long LastSecond);
