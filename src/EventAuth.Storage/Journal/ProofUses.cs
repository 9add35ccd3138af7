using EventAuth.Core.Limits;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The proofs that were used (RFC 9449, section 11.1). Looked up and stored in the transaction of the events, so that none is accepted
/// twice: neither by two requests at once, nor on two nodes, nor after a crash. Only proofs that are right come here, each with an event of
/// its own, and each is forgotten soon after it is too old. Used by the writer.
/// </summary>
internal sealed class ProofUses(IJournalConnection connection, TimeProvider time)
{
    /// <summary>
    /// How long one is known, in seconds: longer than any is accepted, by as much as clocks of nodes may differ or be corrected.
    /// </summary>
    public static readonly long KeptFor = (long)(ProofRules.MaxWindow + ClockSteps.Tolerance).TotalSeconds;

    /// <summary>How long a clock that jumped ahead must have stayed ahead before proofs are forgotten by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>How many seconds of proofs are forgotten in one transaction, which others wait for.</summary>
    private const long ForgottenAtOnce = 10;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // One at a time where that is as quick, otherwise those of a transaction at once.
    private readonly IJournalStatement? _selectMany = connection.PrepareForMany(
        """SELECT "IssuedAt", "Id" FROM "UsedProofs" WHERE ("IssuedAt", "Id") IN (SELECT * FROM unnest(?1, ?2))""");

    private readonly IJournalStatement _select = connection.Prepare("""SELECT 1 FROM "UsedProofs" WHERE "IssuedAt" = ?1 AND "Id" = ?2""");
    private readonly IJournalStatement _insert = connection.Insert("UsedProofs", ["IssuedAt", "Id"]);
    private readonly IJournalStatement _oldest = connection.Prepare("""SELECT coalesce(min("IssuedAt"), ?1) FROM "UsedProofs" """);
    private readonly IJournalStatement _delete = connection.Prepare("""DELETE FROM "UsedProofs" WHERE "IssuedAt" < ?1""");
    private readonly List<long> _times = [];
    private readonly List<Guid> _ids = [];

    // Of the current transaction: those of others that are known, and its own.
    private readonly HashSet<(long IssuedAt, Guid Id)> _used = [];
    private bool _hasNew;
    private long _forgottenAt = time.GetTimestamp();

    /// <summary>Looks for the proofs of a transaction.</summary>
    public void LookFor(List<JournalSubmission> submissions)
    {
        _hasNew = false;
        if (_selectMany is null)
        {
            return;
        }

        _used.Clear();
        _times.Clear();
        _ids.Clear();
        foreach (var (append, _) in submissions)
        {
            if (append?.ProofUse is { } proof)
            {
                _times.Add(proof.IssuedAt);
                _ids.Add(proof.Id);
            }
        }

        if (_ids.Count == 0)
        {
            return;
        }

        var rows = _selectMany.BindAll([.. _times]).BindAll([.. _ids]);
        while (rows.Step())
        {
            _used.Add((rows.Integer(0), rows.Guid(1)));
        }

        rows.Reset();
    }

    /// <summary>Uses a proof of the transaction; false if it was used before.</summary>
    public bool TryUse(ProofUse proof)
    {
        var isNew = _selectMany is null
            ? !_select.Bind(proof.IssuedAt).Bind(proof.Id).Run()
            : _used.Add((proof.IssuedAt, proof.Id));
        if (isNew)
        {
            _insert.Bind(proof.IssuedAt).Bind(proof.Id).Run();
            _hasNew = true;
        }

        return isNew;
    }

    /// <summary>Forgets some that are refused as too old anyway; at most once a second, and only while others are used.</summary>
    public void Forget(DeletionClock clock)
    {
        if (!_hasNew || time.GetElapsedTime(_forgottenAt) < s_pause)
        {
            return;
        }

        _forgottenAt = time.GetTimestamp();
        var bound = clock.GetUtcNow().ToUnixTimeSeconds() - KeptFor;
        var oldest = _oldest.Bind(bound).Number();
        if (oldest < bound)
        {
            _delete.Bind(Math.Min(bound, oldest + ForgottenAtOnce)).Run();
        }
    }
}
