namespace EventAuth.Core.Audit;

/// <summary>Checks a trail from its first entry to its last, in the order of numbers, and finds the first broken one.</summary>
/// <param name="key">The key under which the entries were sealed.</param>
/// <param name="kept">The head that was stored next to the key when the check began, or null when it is not known.</param>
/// <param name="elsewhere">The hash of a head that was kept somewhere else, in hexadecimal digits, or null.</param>
public sealed class AuditVerification(AuditKey key, AuditHead? kept, string? elsewhere = null)
{
    private AuditHead _last = AuditHead.None;
    private long _entries;
    private long _sealed;
    private AuditEntry? _unsealed;
    private AuditFlaw? _flaw;
    private long _number;
    private bool _keptDiffers;
    private bool _elsewhereFound;

    /// <summary>Takes the next entry.</summary>
    public void Add(AuditEntry entry)
    {
        _entries++;
        var isSealed = IsSealedAs(entry, entry.Number);
        _sealed += isSealed ? 1 : 0;
        _flaw ??= FlawOf(entry, isSealed);
        _last = entry.Head;
        _keptDiffers |= kept is { } head && head.Number == entry.Number && head.Hash != entry.Head.Hash;
        _elsewhereFound |= string.Equals(elsewhere, entry.Head.Hash, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The result, after the last entry.</summary>
    public AuditVerdict Finish() =>
        _unsealed is { } unsealed ? _sealed == 0 ? Broken(AuditFlaw.Recomputed, _number) : Unsealed(unsealed)
        : _flaw is { } flaw ? Broken(flaw, _number)
        : _entries == 0 || kept?.Number > _last.Number ? Broken(AuditFlaw.CutTail, _last.Number + 1)
        : _keptDiffers ? Broken(AuditFlaw.HeadDiffers, kept!.Value.Number)
        : elsewhere is not null && !_elsewhereFound ? Broken(AuditFlaw.HeadDiffers, _last.Number)
        : new AuditVerdict(_entries, _last, Flaw: null, 0, 0);

    private AuditFlaw? FlawOf(AuditEntry entry, bool isSealed)
    {
        _number = _last.Number + 1;
        if (entry.Number != _number)
        {
            return AuditFlaw.Missing;
        }

        if (!isSealed)
        {
            _unsealed = entry;
            return AuditFlaw.Changed;
        }

        return Convert.ToHexStringLower(entry.Previous.Span) != _last.Hash ? AuditFlaw.HeadDiffers
            : entry.Action == AuditAction.AuditTailLost.Code ? AuditFlaw.CutTail
            : null;
    }

    // An entry that was moved is still sealed with its old number.
    private AuditVerdict Unsealed(AuditEntry entry)
    {
        var last = Math.Max(_last.Number, kept?.Number ?? 0) + 1;
        for (var number = 1L; number <= last; number++)
        {
            if (IsSealedAs(entry, number))
            {
                return Broken(AuditFlaw.OutOfOrder, entry.Number) with { Standing = number };
            }
        }

        return Broken(AuditFlaw.Changed, entry.Number);
    }

    private bool IsSealedAs(AuditEntry entry, long number) =>
        CryptographicOperations.FixedTimeEquals(key.Seal(entry with { Number = number }), entry.Hash.Span);

    private AuditVerdict Broken(AuditFlaw flaw, long number) => new(_entries, _last, flaw, number, 0);
}
