using System.Net;
using System.Net.WebSockets;
using System.Text;
using EventAuth.Admin.Tests.Accounts;

namespace EventAuth.Admin.Tests.Hosting;

/// <summary>A live connection as a browser opens it, without the browser.</summary>
internal sealed class LiveSocket : IDisposable
{
    private const char EndOfHandshake = '\u001e';

    private readonly ClientWebSocket _socket;

    private LiveSocket(ClientWebSocket socket) => _socket = socket;

    /// <summary>How the server answered the request to connect.</summary>
    public HttpStatusCode Status => _socket.HttpStatusCode;

    /// <summary>Asks for a connection as the administrator.</summary>
    /// <param name="program">The program.</param>
    /// <param name="origin">The origin of the page; null for a program without one.</param>
    /// <param name="headers">Further headers.</param>
    public static async Task<LiveSocket> ConnectAsync(RunningProgram program, string? origin, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Cookie", await SignInAsync(program));
        foreach (var (name, value) in headers.Concat(origin is null ? [] : [("Origin", origin)]))
        {
            socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(program.Admin) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return new LiveSocket(socket);
    }

    /// <summary>The cookie of the administrator, newly signed in, as the header has it.</summary>
    public static async Task<string> SignInAsync(RunningProgram program)
    {
        using var browser = program.NewBrowser();
        using var signedIn = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("EventAuth.SignIn=", StringComparison.Ordinal));
        return cookie[..cookie.IndexOf(';', StringComparison.Ordinal)];
    }

    /// <summary>Agrees on the form of messages.</summary>
    public async Task BeginAsync()
    {
        await SendAsync(Encoding.UTF8.GetBytes("""{"protocol":"blazorpack","version":1}""" + EndOfHandshake));
        Assert.Equal("{}" + EndOfHandshake, await ReceiveAsync() is { } answer ? Encoding.UTF8.GetString(answer) : null);
    }

    /// <summary>Calls something that the server does not have, with a text of this many bytes.</summary>
    public Task CallUnknownAsync(int bytes)
    {
        // MessagePack: [1, {}, "1", "Nothing", ["aaa…"]]
        byte[] call = [0x95, 0x01, 0x80, 0xa1, (byte)'1', 0xa7, .. "Nothing"u8, 0x91, 0xda, (byte)(bytes >> 8), (byte)bytes, .. Enumerable.Repeat((byte)'a', bytes)];
        return SendAsync([(byte)(call.Length | 0x80), (byte)((call.Length >> 7) | 0x80), (byte)(call.Length >> 14), .. call]);
    }

    /// <summary>The next answer that names what was called; null when the server ended the connection instead.</summary>
    public async Task<string?> AnswerAsync()
    {
        while (await ReceiveAsync() is { } message)
        {
            if (Encoding.UTF8.GetString(message) is var text && text.Contains("Nothing", StringComparison.Ordinal))
            {
                return text;
            }
        }

        return null;
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(byte[] message) => _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    private async Task<byte[]?> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            return received.MessageType == WebSocketMessageType.Close ? null : buffer[..received.Count];
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
