using EventAuth.Storage.Policies;
using Npgsql;

namespace EventAuth.Storage.Postgres;

/// <summary>A connection of its own that waits for <c>NOTIFY eventauth_policy</c>, and is made again when it breaks.</summary>
internal sealed class PolicyNews(NpgsqlDataSource source, TimeProvider time) : IPolicyNews
{
    public const string Channel = "eventauth_policy";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A connection that was cut in the middle says nothing by itself: it is asked so often.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public async Task ListenAsync(Action heard, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await ListenOnceAsync(heard, cancellation);
            }
            catch (Exception problem) when (StorageFailure.IsOne(problem) || problem is IOException)
            {
                // Storage says itself when it fails.
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private async Task ListenOnceAsync(Action heard, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, _) => heard();
        await using var listen = new NpgsqlCommand("LISTEN " + Channel, connection);
        await listen.ExecuteNonQueryAsync(cancellation);

        // What was applied before it listened.
        heard();
        await using var ask = new NpgsqlCommand("SELECT 1", connection);
        while (true)
        {
            if (!await connection.WaitAsync(Quiet, cancellation))
            {
                await ask.ExecuteNonQueryAsync(cancellation);
            }
        }
    }
}
