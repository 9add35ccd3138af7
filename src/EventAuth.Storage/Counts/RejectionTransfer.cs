namespace EventAuth.Storage.Counts;

/// <summary>
/// Brings what was counted in the file of rejections into the counts, in one transaction with the note how much that is: so that a count
/// is neither missing nor there twice, wherever the program ends. Used by the journal's writer; where a transaction fails it is made anew.
/// </summary>
internal sealed class RejectionTransfer
{
    private readonly CountStatements _statements;
    private readonly CountWriter _counts;
    private readonly RejectionCounter _counter;
    private readonly Dictionary<int, long> _counted = [];
    private readonly Guid _file;
    private long _total;
    private int _turned;

    public RejectionTransfer(CountStatements statements, CountWriter counts, RejectionCounter counter)
    {
        (_statements, _counts, _counter) = (statements, counts, counter);
        (_file, _, _) = counter.Read();
        var rows = statements.CountedOfFile.Bind(1, _file);
        while (rows.Step())
        {
            _counted[(int)rows.Integer(0)] = rows.Integer(1);
        }

        rows.Reset();
    }

    /// <summary>Writes it, within the present transaction.</summary>
    public void Write()
    {
        // Before the slots are read: what is counted meanwhile is brought with them or the next time.
        _total = _counter.Total;
        var isFirst = _counted.Count == 0;
        var (_, turned, slots) = _counter.Read();
        _turned = turned.Count;
        foreach (var (slot, key, count, lastSecond) in turned.Concat(slots))
        {
            var added = count - _counted.GetValueOrDefault(slot);
            if (added > 0)
            {
                var kind = new DecisionKind(lastSecond - (lastSecond % CountWidths.Minute), key.Reason, null, key.CertificateId);
                _counts.Add(kind, key.Action ?? "", added);
                _statements.SetCounted.Bind(1, _file).Bind(2, (long)slot).Bind(3, count).Run();
                _counted[slot] = count;
            }
        }

        if (isFirst)
        {
            _statements.DeleteOtherFiles.Bind(1, _file).Run();
        }
    }

    /// <summary>Says that what was written is committed.</summary>
    public void Publish()
    {
        _counter.NoteBrought(_total, _turned);
        _turned = 0;
    }
}
