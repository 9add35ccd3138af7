using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Hosting.Listeners;

/// <summary>
/// The sockets of the ingest listener: a request is handled on the thread that received it, for its steps never block and a change of threads
/// would cost as much as they do. The console, whose pages may compute for longer, keeps the usual sockets.
/// </summary>
internal sealed class IngestTransport(ILoggerFactory logs) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory _sockets =
        new(Options.Create(new SocketTransportOptions { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false }), logs);

    public bool CanBind(EndPoint endpoint) => endpoint is IngestEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        _sockets.BindAsync(endpoint, cancellationToken);
}
