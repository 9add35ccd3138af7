using System.Net.Sockets;
using Npgsql;
using NpgsqlTypes;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>
/// Finds out what became of a transaction whose connection was lost while it was committed: the senders of its events wait for the
/// answer, and 503 must mean that nothing is stored.
/// </summary>
internal sealed class LostCommit(StorageOptions options, TimeProvider time)
{
    /// <summary>A server that was killed is usually back within seconds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the transaction was committed; null if the server cannot be asked in time.</summary>
    public bool? WasMade(ulong transaction)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            if (TryAsk(transaction) is { } status)
            {
                return status == "committed";
            }

            if (time.GetElapsedTime(begun) > s_patience)
            {
                return null;
            }

            Task.Delay(s_pause, time).GetAwaiter().GetResult();
        }
    }

    // Null while the server does not answer, and while the transaction is still in progress there.
    private string? TryAsk(ulong transaction)
    {
        try
        {
            using var connection = ServerAddress.ConnectJournal(options.Server!);
            using var ask = new NpgsqlCommand("SELECT pg_xact_status($1)", connection)
            {
                Parameters = { new NpgsqlParameter { Value = transaction, NpgsqlDbType = NpgsqlDbType.Xid8 } },
            };
            return ask.ExecuteScalar() switch
            {
                "in progress" => null,

                // The server has forgotten it, which takes many millions of transactions.
                not string => "unknown",
                string status => status,
            };
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            return null;
        }
    }
}
