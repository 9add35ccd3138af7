using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace EventAuth.Core.Limits;

/// <summary>
/// What a limit by address counts as one: an IPv4 address, or the /64 network of an IPv6 address. A provider gives each customer at least
/// such a network (RFC 6177), so counting its addresses one by one would limit nobody.
/// </summary>
public readonly record struct ClientNetwork
{
    private const int AddressBytes = 16;

    private readonly ulong _high;
    private readonly ulong _low;

    private ClientNetwork(ulong high, ulong low) => (_high, _low) = (high, low);

    /// <summary>Its 16 bytes, in hexadecimal digits.</summary>
    public override string ToString() => $"{_high:x16}{_low:x16}";

    /// <summary>The network of an address; all connections without an address count together.</summary>
    public static ClientNetwork Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[AddressBytes];
        if (address is null || !address.MapToIPv6().TryWriteBytes(bytes, out _))
        {
            return default;
        }

        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var isFour = address.IsIPv4MappedToIPv6 || address.AddressFamily == AddressFamily.InterNetwork;
        return new ClientNetwork(high, isFour ? BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]) : 0);
    }
}
