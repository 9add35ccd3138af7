using System.Net.Sockets;
using System.Text;

namespace EventAuth.Admin.Tests.Hosting.Unreadable;

/// <summary>Sends bytes that no well-behaved client would.</summary>
internal static class RawSocket
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends the text, one byte for each character, and ends as asked.</summary>
    /// <returns>The answer as far as it came; empty if none is waited for.</returns>
    public static async Task<string> SendAsync(Uri address, string text, RawEnd end)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), patience.Token);
            if (end == RawEnd.Reset)
            {
                // Without a word: RST instead of FIN.
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                return "";
            }

            if (end == RawEnd.HalfClose)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            return await ReadAnswerAsync(client.GetStream(), patience.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The server closed before everything was sent, or sends nothing.
            return "";
        }
    }

    // To its end if the server closes, otherwise to the end of its headers and of what has arrived with them.
    private static async Task<string> ReadAnswerAsync(NetworkStream stream, CancellationToken patience)
    {
        var (answer, buffer) = (new StringBuilder(), new byte[16 * 1024]);
        try
        {
            while (!answer.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)
                && await stream.ReadAsync(buffer, patience) is > 0 and var read)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // What arrived before the reset counts.
        }

        return answer.ToString();
    }
}

/// <summary>How a sender ends.</summary>
internal enum RawEnd
{
    /// <summary>Waits for the answer.</summary>
    Wait,

    /// <summary>Closes its sending side, and waits for the answer.</summary>
    HalfClose,

    /// <summary>Resets the connection.</summary>
    Reset,
}
