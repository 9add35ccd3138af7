using System.Net.Sockets;
using System.Text;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Overload;

/// <summary>
/// Shops with permanent connections: each sends an event, waits for its answer, pauses for a moment and goes on over the same connection.
/// </summary>
public sealed class StandingShops : IAsyncDisposable
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _over = new();
    private readonly Lock _gate = new();
    private readonly List<double> _times = [];
    private readonly List<string> _troubles = [];
    private readonly List<HttpClient> _shops;
    private readonly List<Task> _sending;
    private int _connections;

    /// <summary>Opens a connection for each, and starts.</summary>
    /// <param name="address">The ingest listener.</param>
    /// <param name="count">How many shops.</param>
    public StandingShops(Uri address, int count)
    {
        _shops = [.. Enumerable.Range(0, count).Select(_ => NewShop(address))];
        _sending = [.. _shops.Select(shop => Task.Run(() => SendAsync(shop)))];
    }

    /// <summary>How many connections were opened: one for each shop, unless one was lost.</summary>
    public int Connections => _connections;

    /// <summary>How long accepted events took, in milliseconds.</summary>
    public IReadOnlyList<double> Times
    {
        get
        {
            lock (_gate)
            {
                return [.. _times];
            }
        }
    }

    /// <summary>What was not accepted.</summary>
    public IReadOnlyList<string> Troubles
    {
        get
        {
            lock (_gate)
            {
                return [.. _troubles];
            }
        }
    }

    /// <summary>Sends one event over its own connection; returns null, or what went wrong.</summary>
    public static async Task<string?> SendOneAsync(Uri address, TimeSpan patience)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = patience };
        return await PostAsync(http);
    }

    /// <summary>Waits until every shop has sent some.</summary>
    public Task WarmUpAsync() => Until.TrueAsync(() => Task.FromResult(Times.Count > 5 * _shops.Count), () => "No events are accepted: " + string.Join('\n', Troubles));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_sending);
        _shops.ForEach(shop => shop.Dispose());
        _over.Dispose();
    }

    private static async Task<string?> PostAsync(HttpClient shop)
    {
        using var content = new StringContent(
            $$"""{ "action": "page.visit", "client": { "uuid": "{{Guid.NewGuid()}}" } }""", Encoding.UTF8, "application/json");
        try
        {
            using var answer = await shop.PostAsync(IngestClient.One, content);
            return answer.IsSuccessStatusCode ? null : answer.StatusCode.ToString();
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return exception.Message;
        }
    }

    private HttpClient NewShop(Uri address) => new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = 1,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            Interlocked.Increment(ref _connections);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = address };

    private async Task SendAsync(HttpClient shop)
    {
        while (!_over.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            var trouble = await PostAsync(shop);
            lock (_gate)
            {
                if (trouble is null)
                {
                    _times.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
                }
                else
                {
                    _troubles.Add(trouble);
                }
            }

            await Task.Delay(s_rest, TimeProvider.System, CancellationToken.None);
        }
    }
}
