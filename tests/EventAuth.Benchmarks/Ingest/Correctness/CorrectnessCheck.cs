using System.Net.Sockets;
using System.Text;
using EventAuth.Benchmarks.Ingest.Contenders;

namespace EventAuth.Benchmarks.Ingest.Correctness;

/// <summary>Correctness first: a server that answers wrongly, or does not store what it accepted, is not measured.</summary>
internal static class CorrectnessCheck
{
    /// <summary>Sends the probes. Returns everything that is wrong.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Contender contender, IEnumerable<Probe> probes)
    {
        var troubles = new List<string>();
        var before = await contender.CountStoredAsync();
        var stored = 0;
        foreach (var probe in probes)
        {
            var status = await StatusAsync(contender.Address, probe.Request);
            stored += probe.Stored && status == probe.Status ? 1 : 0;
            if (status != probe.Status)
            {
                troubles.Add($"{contender.Name} answers {probe.Name} with {status}, not {probe.Status}");
            }
        }

        if (before is { } kept && await contender.CountStoredAsync() is { } now && now - kept != stored)
        {
            troubles.Add($"{contender.Name} accepted {stored} events and keeps {now - kept}");
        }

        return [.. troubles.Distinct()];
    }

    /// <summary>Sends a request over its own connection and reads the status of the answer.</summary>
    private static async Task<int> StatusAsync(Uri address, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(request);
        var head = new byte["HTTP/1.1 202".Length];
        await stream.ReadExactlyAsync(head);
        return int.Parse(Encoding.ASCII.GetString(head)[^3..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
