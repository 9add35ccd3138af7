using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace EventAuth.Storage.Tests.Postgres;

/// <summary>Stands between the program and a server, and cuts the connection on which a text is sent: before it arrives, or when its transaction was committed.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-relay-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _server;
    private readonly byte[] _text;
    private readonly bool _afterCommit;

    /// <param name="connection">How to connect to the server.</param>
    /// <param name="text">What is waited for among what is sent to the server.</param>
    /// <param name="afterCommit">Whether it still arrives, and only the server's answer to the commit is lost.</param>
    public CuttingRelay(string connection, string text, bool afterCommit)
    {
        var address = new NpgsqlConnectionStringBuilder(connection);
        (_server, _text, _afterCommit) = (new UnixDomainSocketEndPoint(Path.Combine(address.Host!, SocketName)), Encoding.UTF8.GetBytes(text), afterCommit);
        address.Host = _folder;
        Connection = address.ConnectionString;
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, SocketName)));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>How to connect to the server through it.</summary>
    public string Connection { get; }

    /// <summary>How often it cut a connection.</summary>
    public int Cuts { get; private set; }

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(_server);
                _ = RelayAsync(client, server);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(Socket client, Socket server)
    {
        var isSent = false;
        using (client)
        using (server)
        {
            await Task.WhenAny(
                CopyAsync(client, server, sent =>
                {
                    isSent |= sent.IndexOf(_text) >= 0;
                    return isSent && !_afterCommit;
                }),
                CopyAsync(server, client, received => isSent && received.IndexOf("COMMIT"u8) >= 0));
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Func<ReadOnlySpan<byte>, bool> isCut)
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                if (isCut(buffer.AsSpan(0, count)))
                {
                    Cuts++;
                    return;
                }

                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The other direction ended it.
        }
    }
}
