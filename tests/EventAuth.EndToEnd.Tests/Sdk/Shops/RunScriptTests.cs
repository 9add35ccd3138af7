using System.Diagnostics;
using System.Net.Sockets;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Sdk.Shops;

/// <summary>The one command that starts console and shop. Over SQLite alone: its database is always in the shop's data folder.</summary>
[Trait("Database", "Sqlite")]
public sealed class RunScriptTests : IDisposable
{
    private readonly string _folder = TemporaryFolder.Make();
    private readonly Uri[] _addresses = [.. Enumerable.Range(0, 3).Select(_ => new Uri($"http://127.0.0.1:{FreePorts.Take()}"))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Script_FromStartToEnd_ConnectsTheShopAndLeavesNothingRunning()
    {
        using var http = new HttpClient();
        // Again with what the first run has made: the certificate and the API key are the same.
        for (var run = 0; run < 2; run++)
        {
            using var script = Start(out var output);
            try
            {
                await output.LineAsync(line => line == "Certificate: the shop's public key is in force.");
                await output.LineAsync(line => line.Contains(_addresses[2].ToString(), StringComparison.Ordinal));
                Assert.Contains("What was sent", await http.GetStringAsync(_addresses[2]), StringComparison.Ordinal);
                Assert.Contains("/setup", output.Text, StringComparison.Ordinal);

                Assert.Equal(143, await Termination.AskAsync(script, output));
                Assert.All(_addresses, address => Assert.False(Listens(address), output.Text));
            }
            finally
            {
                script.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(out ProgramOutput output)
    {
#if DEBUG
        const string configuration = "Debug";
#else
        const string configuration = "Release";
#endif
        var script = Path.Combine(ContractFiles.Root, "samples", "shop", "run.sh");
        var start = new ProcessStartInfo("bash", [script, "-c", configuration, "--no-build"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Listeners__Admin"] = _addresses[0].ToString(),
                ["Listeners__Ingest"] = _addresses[1].ToString(),
                ["Shop__Address"] = _addresses[2].ToString(),
                ["Shop__Data"] = Path.Combine(_folder, "data"),
            },
        };
        var process = new Process { StartInfo = start };
        output = new ProgramOutput(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static bool Listens(Uri address)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect("127.0.0.1", address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
