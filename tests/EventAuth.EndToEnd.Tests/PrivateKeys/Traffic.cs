using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.PrivateKeys;

/// <summary>Everything that a page sends: each WebSocket frame, and each request's address, headers and body.</summary>
internal sealed class Traffic
{
    private readonly ConcurrentQueue<byte[]> _sent = new();

    public Traffic(IPage page)
    {
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
        {
            Frames++;
            _sent.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        };
        page.Context.Request += (_, request) =>
        {
            _sent.Enqueue(Encoding.UTF8.GetBytes(request.Url));
            _sent.Enqueue(Encoding.UTF8.GetBytes(string.Join('\n', request.Headers.Select(header => header.Value))));
            if (request.PostDataBuffer is { } body)
            {
                _sent.Enqueue(body);
            }
        };
    }

    /// <summary>How many WebSocket frames were seen.</summary>
    public int Frames { get; private set; }

    public IReadOnlyCollection<byte[]> Sent => _sent;
}
