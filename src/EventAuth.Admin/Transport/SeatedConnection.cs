using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace EventAuth.Admin.Transport;

/// <summary>
/// A connection that has a seat from its acceptance until its socket is closed. It is one of its own features, so that requests find it.
/// </summary>
internal sealed class SeatedConnection : ConnectionContext
{
    private readonly ConnectionContext _socket;
    private readonly ConnectionSeats _seats;

    public SeatedConnection(ConnectionContext socket, ConnectionSeats seats)
    {
        (_socket, _seats, Place) = (socket, seats, new LinkedListNode<SeatedConnection>(this));
        socket.Features.Set(this);
    }

    /// <summary>Its place in the order of the seats.</summary>
    public LinkedListNode<SeatedConnection> Place { get; }

    /// <summary>Whether it sent a request after its first one, since it was last skipped.</summary>
    public volatile bool IsActive;

    /// <summary>Whether it is a live connection of a page, which sends no more requests.</summary>
    public volatile bool IsLive;

    private volatile bool _isUsed;

    public override string ConnectionId { get => _socket.ConnectionId; set => _socket.ConnectionId = value; }

    public override IFeatureCollection Features => _socket.Features;

    public override IDictionary<object, object?> Items { get => _socket.Items; set => _socket.Items = value; }

    public override IDuplexPipe Transport { get => _socket.Transport; set => _socket.Transport = value; }

    public override CancellationToken ConnectionClosed { get => _socket.ConnectionClosed; set => _socket.ConnectionClosed = value; }

    public override EndPoint? LocalEndPoint { get => _socket.LocalEndPoint; set => _socket.LocalEndPoint = value; }

    public override EndPoint? RemoteEndPoint { get => _socket.RemoteEndPoint; set => _socket.RemoteEndPoint = value; }

    /// <summary>Records that the connection sent a complete request that was not refused.</summary>
    public void MarkUsed()
    {
        if (!_isUsed)
        {
            (_isUsed, IsActive) = (true, false);
            _seats.MoveToUsed(this);
        }
    }

    public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort(abortReason);

    public override void Abort() => _socket.Abort();

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await _socket.DisposeAsync();
            await base.DisposeAsync();
        }
        finally
        {
            _seats.Leave(this);
        }
    }
}
