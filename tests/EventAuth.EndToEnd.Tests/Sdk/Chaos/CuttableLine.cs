using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>The network between browsers and a listener: it passes bytes on until it is cut.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly TcpListener _listener;
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource? _silence;
    private volatile bool _refuses;

    public CuttableLine(Uri target)
    {
        _target = target;
        var port = FreePorts.Take();
        Address = new Uri($"http://127.0.0.1:{port}");
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where browsers connect to.</summary>
    public Uri Address { get; }

    /// <summary>Ends all connections, and each new one at once.</summary>
    public void Cut()
    {
        _refuses = true;
        CloseAll();
    }

    /// <summary>Passes nothing on, and tells nobody: connections hang, as on a phone that has left the range of its network.</summary>
    public void FallSilent() => _silence = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Passes bytes on again. Connections of the time before are lost.</summary>
    public void Restore()
    {
        var silence = _silence;
        _silence = null;
        _refuses = false;
        if (silence is not null)
        {
            CloseAll();
            silence.SetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Restore();
        CloseAll();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var browser = await _listener.AcceptSocketAsync();
                _ = ServeAsync(browser);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket browser)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        browser.NoDelay = true;
        _open[browser] = _open[server] = 0;
        try
        {
            await WaitAsync();
            if (!_refuses)
            {
                await server.ConnectAsync(IPAddress.Loopback, _target.Port);
                await Task.WhenAny(PassAsync(browser, server), PassAsync(server, browser));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One of the two has gone, or the line was cut.
        }
        finally
        {
            Close(browser);
            Close(server);
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(bytes) is var count and > 0)
            {
                await WaitAsync();
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(bytes.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // As above.
        }
    }

    private Task WaitAsync() => _silence?.Task ?? Task.CompletedTask;

    private void CloseAll()
    {
        foreach (var socket in _open.Keys)
        {
            Close(socket);
        }
    }

    // With a reset: what was on its way is lost.
    private void Close(Socket socket)
    {
        _open.TryRemove(socket, out _);
        socket.Close(0);
    }
}
