using System.Net;
using Microsoft.AspNetCore.Connections;

namespace EventAuth.Admin.Transport;

/// <summary>Accepts connections and gives each a seat. One that is not accepted yet takes no descriptor: it waits in the system.</summary>
internal sealed class SeatedListener(IConnectionListener sockets, ConnectionSeats seats) : IConnectionListener
{
    public EndPoint EndPoint => sockets.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        await seats.WaitAsync().WaitAsync(cancellationToken);
        return await sockets.AcceptAsync(cancellationToken) is { } socket ? seats.Admit(socket) : null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => sockets.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => sockets.DisposeAsync();
}
