using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventAuth.Benchmarks.Micro;

/// <summary>One connection that posts the same event again and again and makes no garbage itself, so that all garbage belongs to the server.</summary>
internal sealed class PlainConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _answer = new byte[4_096];

    public PlainConnection(Uri server, byte[] body)
    {
        var head = $"POST /v4/events/custom HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        _request = [.. Encoding.ASCII.GetBytes(head), .. body];
        _socket.Connect(IPAddress.Loopback, server.Port);
    }

    /// <summary>Posts the event and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The answer is not 202.</exception>
    public int Post()
    {
        _socket.Send(_request);
        var length = 0;
        do
        {
            var received = _socket.Receive(_answer.AsSpan(length));
            length = received == 0 ? throw new InvalidOperationException("The server ended the connection.") : length + received;
        }
        while (!IsWhole(_answer.AsSpan(0, length)));

        return _answer.AsSpan(0, length).StartsWith("HTTP/1.1 202 "u8)
            ? length
            : throw new InvalidOperationException("The server did not accept the event: " + Encoding.UTF8.GetString(_answer, 0, length));
    }

    public void Dispose() => _socket.Dispose();

    // The answers measured here are JSON objects of a known length; an answer that ends with a brace after its headers is complete.
    private static bool IsWhole(ReadOnlySpan<byte> answer) => answer.IndexOf("\r\n\r\n"u8) >= 0 && answer[^1] == (byte)'}';
}
