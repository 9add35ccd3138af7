using Npgsql;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>
/// A node's turn to write: while it lasts, the journals of other nodes wait, so that this one keeps what it remembers of customers from
/// one transaction to the next. It only puts busy nodes in an order. What keeps transactions apart is the lock on the row of
/// <see cref="JournalStateRecord"/>, so a node may always write without a turn. Not for several threads.
/// </summary>
/// <param name="connection">The journal's own. The server ends the turn with it.</param>
/// <param name="time">The clock.</param>
internal sealed class NodeTurn(NpgsqlConnection connection, TimeProvider time)
{
    /// <summary>The server's number of the lock that a node holds during its turn.</summary>
    internal const long Number = 0x4576_4175_5475_726E;

    /// <summary>How long turns are taken after another node has written. A node that is alone takes none.</summary>
    private static readonly TimeSpan Shared = TimeSpan.FromSeconds(1);

    /// <summary>How long a node goes without turns when one did not end in time: its owner may be standing still.</summary>
    private static readonly TimeSpan Without = TimeSpan.FromSeconds(5);

    // Timestamps; null if that never happened.
    private long? _otherWrote;
    private long? _waitedInVain;
    private long _taken;

    /// <summary>How long it lasts while this node has something to write; the transaction that is on its way is finished.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long this node waits for the turn of another one to end.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether this node has it.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Another node has written: turns are worth their cost for now.</summary>
    public void NoteOthers() => _otherWrote = time.GetTimestamp();

    /// <summary>Takes it, if other nodes write too; if <see cref="Patience"/> is over before, it goes on without.</summary>
    public void Take()
    {
        if (IsTaken || !IsWithin(Shared, _otherWrote) || IsWithin(Without, _waitedInVain))
        {
            return;
        }

        try
        {
            using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1) FROM set_config('lock_timeout', $2, true)", connection);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Number });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{Patience.TotalMilliseconds:F0}ms" });
            command.ExecuteNonQuery();
            (IsTaken, _taken) = (true, time.GetTimestamp());
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            _waitedInVain = time.GetTimestamp();
        }
    }

    /// <summary>Ends it, if it has lasted long enough or nothing is waiting to be written.</summary>
    public void End(bool isIdle)
    {
        if (!IsTaken || (!isIdle && IsWithin(Length, _taken)))
        {
            return;
        }

        using var command = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Number });
        command.ExecuteNonQuery();
        IsTaken = false;
    }

    private bool IsWithin(TimeSpan span, long? since) => since is { } then && time.GetElapsedTime(then) < span;
}
