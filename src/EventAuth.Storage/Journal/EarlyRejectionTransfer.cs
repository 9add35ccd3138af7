using EventAuth.Storage.Counts;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Adds what was counted in the file of rejections to the counts, in one transaction with how much that is: so that a count
/// is neither lost nor counted twice, wherever the program ends. Used by the journal's writer; created again if a transaction fails.
/// </summary>
internal sealed class EarlyRejectionTransfer
{
    private readonly IEventIndex _index;
    private readonly EarlyRejectionCounter _counter;
    private readonly IJournalStatement? _deleteOtherFiles;
    private readonly IJournalStatement _setCounted;
    private readonly Dictionary<int, long> _counted = [];
    private readonly Guid _file;
    private RejectionReading? _written;

    public EarlyRejectionTransfer(IJournalConnection connection, IEventIndex index, EarlyRejectionCounter counter)
    {
        (_index, _counter) = (index, counter);
        // With other processes each has its own file and its own rows.
        _deleteOtherFiles = connection.IsShared ? null : connection.Prepare("""DELETE FROM "RejectionSlots" WHERE "File" <> ?1""");
        _setCounted = connection.Prepare(
            """
            INSERT INTO "RejectionSlots" ("File", "Slot", "Counted") VALUES (?1, ?2, ?3)
            ON CONFLICT ("File", "Slot") DO UPDATE SET "Counted" = ?3
            """);
        _file = counter.Read().File;
        var rows = connection.Prepare("""SELECT "Slot", "Counted" FROM "RejectionSlots" WHERE "File" = ?1""").Bind(_file);
        while (rows.Step())
        {
            _counted[(int)rows.Integer(0)] = rows.Integer(1);
        }

        rows.Reset();
    }

    public void Write()
    {
        var isFirst = _counted.Count == 0;
        _written = _counter.Read();
        foreach (var (slot, key, count, lastSecond) in _written.Turned.Concat(_written.Slots))
        {
            var added = count - _counted.GetValueOrDefault(slot);
            if (added > 0)
            {
                _index.CountRejected(lastSecond, key.Reason, key.CertificateId, key.Action, added);
                _setCounted.Bind(_file).Bind(slot).Bind(count).Run();
                _counted[slot] = count;
            }
        }

        if (isFirst)
        {
            _deleteOtherFiles?.Bind(_file).Run();
        }
    }

    /// <summary>Called after the written counts are committed.</summary>
    public void Publish()
    {
        if (_written is { } written)
        {
            _counter.NoteBrought(written);
            _written = null;
        }
    }
}
