using System.Net;
using System.Net.Sockets;

namespace EventAuth.Admin.Access;

/// <summary>The network address of a client.</summary>
internal static class ClientAddress
{
    private const int PersonalBytes = 8;

    /// <summary>The address of a request as text, an IPv4 address always as such; null when there is none.</summary>
    public static string? Of(HttpContext context) => context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
        ? mapped.MapToIPv4().ToString()
        : context.Connection.RemoteIpAddress?.ToString();

    /// <summary>What one subscriber has: the first 64 bits of IPv6 (RFC 4291, section 2.5.4), because they can choose the rest.</summary>
    public static string NetworkOf(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = parsed.GetAddressBytes();
        bytes.AsSpan(PersonalBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
