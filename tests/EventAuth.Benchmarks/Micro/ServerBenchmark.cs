using BenchmarkDotNet.Attributes;
using EventAuth.Admin.Hosting;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Benchmarks.Micro;

/// <summary>
/// One event over one connection, with everything around the pipeline: what Kestrel alone allocates for it, and what the whole program does.
/// At the end the types are named.
/// </summary>
[Config(typeof(ShortRun))]
public class ServerBenchmark : IDisposable
{
    private const int NamedEvents = 100_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-micro-").FullName;
    private WebApplication? _server;
    private PlainConnection? _connection;

    [GlobalSetup(Target = nameof(KestrelAlone))]
    public void StartKestrel()
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        Start(address, () =>
        {
            var server = EmptyServer.Build();
            server.Urls.Add(address.ToString());
            return server;
        });
    }

    [GlobalSetup(Target = nameof(WholeProgram))]
    public void StartProgram()
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        string[] settings = ["--Listeners:Admin=", $"--Listeners:Ingest={address.OriginalString}", $"--Storage:Path={Path.Combine(_folder, "data")}"];
        Start(address, () => Admin.Program.Build(settings, builder => builder.Logging.ClearProviders()));
    }

    [Benchmark(Baseline = true)]
    public int KestrelAlone() => _connection!.Post();

    [Benchmark]
    public int WholeProgram() => _connection!.Post();

    [GlobalCleanup]
    public void Dispose()
    {
        using (var types = new AllocatedTypes())
        {
            for (var i = 0; i < NamedEvents; i++)
            {
                _connection!.Post();
            }

            foreach (var line in types.Lines())
            {
                Console.WriteLine(line);
            }
        }

        _connection!.Dispose();
        _server!.StopAsync().GetAwaiter().GetResult();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private void Start(Uri address, Func<WebApplication> build)
    {
        // Like the program at its start; the runtime reads it with its first socket.
        Environment.SetEnvironmentVariable(StartUp.InlineSocketCompletions, "1");
        _server = build();
        _server.StartAsync().GetAwaiter().GetResult();
        _connection = new PlainConnection(address, SampleBodies.Bare);
    }
}
