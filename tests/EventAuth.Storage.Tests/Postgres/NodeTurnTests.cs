using EventAuth.Storage.Database;
using EventAuth.Storage.Postgres.Journal;
using Npgsql;

namespace EventAuth.Storage.Tests.Postgres;

/// <summary>The order in which busy nodes write.</summary>
public sealed class NodeTurnTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private NpgsqlConnection _first = null!;
    private NpgsqlConnection _second = null!;

    public async Task InitializeAsync()
    {
        var server = await MigratedDatabase.NewAsync();
        (_first, _second) = (ServerAddress.ConnectJournal(server), ServerAddress.ConnectJournal(server));
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public void Take_NobodyElseWrote_TakesNone()
    {
        var turn = new NodeTurn(_first, TimeProvider.System);

        turn.Take();

        Assert.False(turn.IsTaken);
        Assert.Equal(0, Count(isGranted: true));
    }

    [Fact]
    public async Task Take_AnotherNodeHasIt_WaitsUntilThatOneIsIdle()
    {
        var (owner, waiting) = (Take(_first), Contended(_second));
        var take = Task.Run(waiting.Take);
        while (Count(isGranted: false) == 0)
        {
            Assert.False(take.IsCompleted);
            await Task.Delay(5);
        }

        owner.End(isIdle: true);
        await take;

        Assert.False(owner.IsTaken);
        Assert.True(waiting.IsTaken);
    }

    [Fact]
    public void Take_OwnerStandsStill_GoesOnWithoutAndTheConnectionStaysGood()
    {
        Take(_first);
        var waiting = Contended(_second, patience: TimeSpan.FromMilliseconds(10));

        waiting.Take();

        Assert.False(waiting.IsTaken);
        using var show = new NpgsqlCommand("SHOW lock_timeout", _second);
        Assert.Equal("0", show.ExecuteScalar());
    }

    [Fact]
    public async Task Take_OwnerIsGone_IsTaken()
    {
        Take(_first);
        await _first.CloseAsync();

        Assert.True(Take(_second).IsTaken);
    }

    [Theory]
    [InlineData(false, 1, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 0, false)]
    public void End_IdleOrLongEnough_EndsIt(bool isIdle, int hours, bool keeps)
    {
        var turn = Take(_first, length: TimeSpan.FromHours(hours));

        turn.End(isIdle);

        Assert.Equal(keeps, turn.IsTaken);
        Assert.Equal(keeps ? 1 : 0, Count(isGranted: true));
    }

    private static NodeTurn Take(NpgsqlConnection connection, TimeSpan? length = null)
    {
        var turn = Contended(connection, length);
        turn.Take();
        Assert.True(turn.IsTaken);
        return turn;
    }

    private static NodeTurn Contended(NpgsqlConnection connection, TimeSpan? length = null, TimeSpan? patience = null)
    {
        var turn = new NodeTurn(connection, TimeProvider.System) { Length = length ?? Long, Patience = patience ?? TimeSpan.FromMinutes(1) };
        turn.NoteOthers();
        return turn;
    }

    // Of this database: others are tested at the same time.
    private long Count(bool isGranted)
    {
        using var other = new NpgsqlConnection(_second.ConnectionString);
        other.Open();
        using var count = new NpgsqlCommand(
            """
            SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
            WHERE locktype = 'advisory' AND datname = current_database() AND granted = $1
            """,
            other);
        count.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isGranted });
        return (long)count.ExecuteScalar()!;
    }
}
