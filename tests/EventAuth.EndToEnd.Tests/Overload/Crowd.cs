using System.Net.Sockets;
using System.Text;

namespace EventAuth.EndToEnd.Tests.Overload;

/// <summary>
/// Many connections that send nothing useful and keep on: one that the server closes connects again. They start at once, and end with <see
/// cref="DisposeAsync"/>.
/// </summary>
public sealed class Crowd : IAsyncDisposable
{
    /// <summary>
    /// The most memory, in bytes, that the program may take under any of them with its usual settings, as docs/performance.md says.
    /// </summary>
    public const long MostMemory = 700L * 1024 * 1024;

    private const int AtOnce = 600_000;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _members;
    private int _connected;

    /// <summary>Sends them.</summary>
    /// <param name="address">The ingest listener.</param>
    /// <param name="kind">What they do.</param>
    /// <param name="size">How many there are.</param>
    public Crowd(Uri address, CrowdKind kind, int size) =>
        _members = [.. Enumerable.Range(0, size).Select(_ => Task.Run(() => CrowdAsync(address, kind)))];

    /// <summary>How many connections were opened in total.</summary>
    public int Connected => _connected;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_members);
        _over.Dispose();
    }

    private static byte[] Beginning(CrowdKind kind) => kind switch
    {
        CrowdKind.Idle => [],
        CrowdKind.SlowHeaders => Encoding.ASCII.GetBytes("POST /v4/events/custom HTTP/1.1\r\nHost: x\r\nx: "),
        CrowdKind.SlowBody => Encoding.ASCII.GetBytes("POST /v4/events/custom HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 65000\r\n\r\n{"),
        CrowdKind.HalfBatch =>
        [
            .. "POST /v4/events/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n["u8,
            .. Enumerable.Repeat((byte)' ', AtOnce),
        ],
    };

    private static byte[] More(CrowdKind kind) => kind switch
    {
        CrowdKind.Idle => [],
        CrowdKind.SlowHeaders => "x"u8.ToArray(),
        CrowdKind.SlowBody or CrowdKind.HalfBatch => [.. Enumerable.Repeat((byte)' ', 300)],
    };

    private async Task CrowdAsync(Uri address, CrowdKind kind)
    {
        var (beginning, more) = (Beginning(kind), More(kind));
        while (!_over.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(address.Host, address.Port, _over.Token);
                Interlocked.Increment(ref _connected);
                await socket.SendAsync(beginning, _over.Token);

                // A closed connection can be read to its end; an open one sends nothing.
                while (!(socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0))
                {
                    await Task.Delay(s_pause, TimeProvider.System, _over.Token);
                    await socket.SendAsync(more, _over.Token);
                }
            }
            catch (SocketException)
            {
                // The server closed it.
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(s_pause, TimeProvider.System, CancellationToken.None);
        }
    }
}
