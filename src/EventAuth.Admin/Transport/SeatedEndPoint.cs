using System.Net;
using EventAuth.Admin.Hosting;

namespace EventAuth.Admin.Transport;

/// <summary>Address and port of a listener with what its sockets need to know.</summary>
/// <param name="address">The address.</param>
/// <param name="port">The port; 0 for a free one.</param>
/// <param name="name">Names the listener, as its settings do.</param>
/// <param name="limit">Gives the number of connections it may have; asked when it opens.</param>
/// <param name="isInline">Whether a request is handled on the thread that received it.</param>
internal sealed class SeatedEndPoint(IPAddress address, int port, string name, Func<int> limit, bool isInline) : IPEndPoint(address, port)
{
    public string Name => name;

    public int Limit => limit();

    public bool IsInline => isInline;
}
