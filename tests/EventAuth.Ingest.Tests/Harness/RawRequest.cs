using System.Net.Sockets;
using System.Text;

namespace EventAuth.Ingest.Tests.Harness;

/// <summary>Sends bytes that no well-behaved client would.</summary>
internal static class RawRequest
{
    /// <summary>Sends the text and reads until the server closes.</summary>
    public static async Task<string> SendAsync(Uri address, string text)
    {
        using var client = await ConnectAsync(address, text);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Sends the text and leaves the connection open.</summary>
    public static async Task<TcpClient> ConnectAsync(Uri address, string text)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));
        return client;
    }
}
