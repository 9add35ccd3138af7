using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Transport;

/// <summary>
/// The sockets of both listeners. On the ingest listener a request is handled on the thread that received it, because its steps never block
/// and a change of threads would cost as much as they do. The console, whose pages may compute for longer, hands its requests to the
/// thread pool.
/// </summary>
internal sealed class SeatedTransport(IOptionsFactory<SocketTransportOptions> options, TimeProvider time, ILoggerFactory logs)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>
    /// How many bytes of a connection are taken from the system before they are read. Twice the size of a request's headers.
    /// </summary>
    private const int ReadAhead = 64 * 1024;

    public bool CanBind(EndPoint endpoint) => endpoint is SeatedEndPoint;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var seated = (SeatedEndPoint)endpoint;
        var sockets = options.Create(Options.DefaultName);
        sockets.MaxReadBufferSize = ReadAhead;
        if (seated.IsInline)
        {
            (sockets.UnsafePreferInlineScheduling, sockets.WaitForDataBeforeAllocatingBuffer) = (true, false);
        }

        var seats = new ConnectionSeats(seated.Name, seated.Limit, time, logs.CreateLogger<ConnectionSeats>());
        var listener = await new SocketTransportFactory(Options.Create(sockets), logs).BindAsync(endpoint, cancellationToken);
        return new SeatedListener(listener, seats);
    }
}

/// <summary>Address and port of a listener with what its sockets need to know.</summary>
/// <param name="port">0 for a free one.</param>
/// <param name="name">The name of the listener, as in its settings.</param>
/// <param name="limit">Returns the number of connections it may have; called when it opens.</param>
/// <param name="isInline">Whether a request is handled on the thread that received it.</param>
internal sealed class SeatedEndPoint(IPAddress address, int port, string name, Func<int> limit, bool isInline) : IPEndPoint(address, port)
{
    public string Name => name;

    public int Limit => limit();

    public bool IsInline => isInline;
}
