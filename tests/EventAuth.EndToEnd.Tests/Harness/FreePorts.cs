using System.Net;
using System.Net.Sockets;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>Ports for listeners, from below the range that the system gives to clients, so that none is taken between choice and use.</summary>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int s_next = Random.Shared.Next(Count);

    public static int Take()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref s_next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else listens there.
            }
        }
    }
}
