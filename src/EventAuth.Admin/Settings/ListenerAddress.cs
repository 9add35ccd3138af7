using System.Net;
using System.Net.Sockets;

namespace EventAuth.Admin.Settings;

/// <summary>
/// An address to listen on: <c>http://127.0.0.1:5080</c>, <c>http://localhost:5080</c>, <c>https://[::]:443</c>, <c>http://*:80</c>.
/// </summary>
/// <param name="Address">The address of this machine; for <c>*</c> every interface.</param>
/// <param name="Port">0 takes a free one.</param>
/// <param name="IsHttps">Whether TLS is used.</param>
internal sealed record ListenerAddress(IPAddress Address, int Port, bool IsHttps)
{
    /// <summary>The form, in words.</summary>
    public const string Rule =
        "an address such as http://127.0.0.1:5080: http or https, then an IP address, localhost or *, then a port; "
        + "or empty to turn the listener off";

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Reads an address; null when its form is not <see cref="Rule"/>.</summary>
    public static ListenerAddress? TryParse(string text)
    {
        try
        {
            var binding = BindingAddress.Parse(text);
            var isHttps = binding.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
            return (isHttps || binding.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase))
                && !binding.IsUnixPipe
                && binding.PathBase.Length == 0
                && binding.Port is >= 0 and <= IPEndPoint.MaxPort
                && ReadHost(binding.Host) is { } address
                    ? new ListenerAddress(address, binding.Port, isHttps)
                    : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The address that a browser opens. It cannot open "every interface", but it can open this machine's own address.</summary>
    /// <param name="port">The port that it really has.</param>
    public Uri ToUri(int port)
    {
        var host = Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : Address;
        return new UriBuilder(IsHttps ? "https" : "http", host.ToString(), port).Uri;
    }

    private static IPAddress? ReadHost(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" or "+" => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any,
        _ => IPAddress.TryParse(host, out var address) ? address : null,
    };
}
