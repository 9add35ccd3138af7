using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Correctness;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Reports;

namespace EventAuth.Benchmarks.Ingest.Setup;

/// <summary>What every part of the benchmark needs: inputs, servers, a report.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly Dictionary<string, (string? Version, string? Trouble)> _prepared = [];
    private readonly int _divisor;

    public Workbench(CacheFolder cache, Report report, TimeProvider time, int divisor)
    {
        _divisor = divisor;
        Cache = cache;
        Report = report;
        Time = time;
        Key = ShopKey.Load(cache);
        Tokens = CustomerTokens.Open(cache, Key, time);
        Requests = new RequestFiles(cache, Tokens, report.Say);
    }

    public CacheFolder Cache { get; }

    public Report Report { get; }

    public TimeProvider Time { get; }

    public ShopKey Key { get; }

    public CustomerTokens Tokens { get; }

    public RequestFiles Requests { get; }

    /// <summary>The file of an earlier build to compare with; null if none was given.</summary>
    public string? Former { get; init; }

    /// <summary>A size for a growth line; less if the run is only a trial.</summary>
    public int Size(int full) => Math.Max(full / _divisor, 1_000);

    /// <summary>A duration that may be shorter if the run is only a trial.</summary>
    public TimeSpan Length(TimeSpan full) => _divisor == 1 ? full : full / 20;

    /// <summary>Starts our program in a new folder, with at most this many file descriptors.</summary>
    public Task<OurProgram> StartLimitedAsync(int openFiles) =>
        OurProgram.StartAsync(new OurProgramOptions(Key.PublicPem, OpenFiles: openFiles), Cache.NewFolder("ours"));

    /// <summary>
    /// Starts our program in a new folder, or with an existing storage folder, and then checks its correctness.
    /// </summary>
    public Task<OurProgram> StartOursAsync(string? folder = null, bool storing = true) =>
        StartAsync(new OurProgramOptions(Key.PublicPem, storing), folder);

    /// <summary>Starts our program, with tokens that must be proven, in a new folder.</summary>
    public Task<OurProgram> StartProvingAsync() =>
        OurProgram.StartAsync(new OurProgramOptions(Key.PublicPem) { Proving = true }, Cache.NewFolder("ours"));

    /// <summary>Starts an earlier build of our program in a new folder, and then checks its correctness.</summary>
    public Task<OurProgram> StartFormerAsync() => StartAsync(new OurProgramOptions(Key.PublicPem, Former: Former), null);

    /// <summary>Starts so many nodes of our program over a new PostgreSQL, and then checks the correctness of the first.</summary>
    public async Task<PostgresNodes> StartNodesAsync(int count)
    {
        var nodes = await PostgresNodes.StartAsync(count, Key.PublicPem, Cache.NewFolder);
        await CheckAsync(nodes, Probes.Events(Tokens, Time));
        return nodes;
    }

    /// <summary>Installs a peer once. Returns its version, or null after reporting why it cannot be installed.</summary>
    public async Task<string?> PrepareAsync(string name)
    {
        if (!_prepared.TryGetValue(name, out var state))
        {
            _prepared[name] = state = await new PeerScripts(name, Cache).PrepareAsync();
            Report.Say($"{name,-22} {state.Version ?? "cannot be had: " + state.Trouble}");
        }

        return state.Version;
    }

    /// <summary>Starts a prepared peer and checks its correctness; null if it cannot be installed.</summary>
    public async Task<Peer?> StartPeerAsync(string name)
    {
        if (await PrepareAsync(name) is not { } version)
        {
            return null;
        }

        var database = name == PeerNames.StockPostgres ? await PostgresForLoad.StartAsync() : null;
        var peer = await Peer.StartAsync(new PeerScripts(name, Cache), version, Cache.NewFolder(name), Key.PublicFile, database);
        await CheckAsync(peer, name == PeerNames.Influx ? Probes.Lines(Tokens, Time) : Probes.Events(Tokens, Time));
        return peer;
    }

    /// <summary>The usual requests of a peer: 1,000 customers.</summary>
    public Traffic TrafficOf(string peer) => new(peer == PeerNames.Influx
        ? Requests.Make("influx", 1_000, 1_280, 64_000, slot => LineProtocol.Write(slot / EventBodies.Count, slot % EventBodies.Count, Tokens.Expires))
        : Requests.WithTokens(1_000));

    /// <summary>
    /// A flood in which every bad token is new: sent in order, and three times as many as our program remembers, so that a token has long been
    /// forgotten when it comes again.
    /// </summary>
    public Traffic NewBadTokens() => new(Requests.BadSignatures(400_000), sequential: true, refused: true);

    /// <summary>A flood like the one after a failed rotation: the same bad tokens again and again.</summary>
    public Traffic SameBadTokens() => new(Requests.BadSignatures(10_000), refused: true);

    public void Dispose() => Tokens.Dispose();

    private async Task<OurProgram> StartAsync(OurProgramOptions options, string? folder)
    {
        var program = await OurProgram.StartAsync(options, folder ?? Cache.NewFolder("ours"));
        await CheckAsync(program, options.Storing ? Probes.Events(Tokens, Time) : []);
        return program;
    }

    private async Task CheckAsync(Contender contender, IEnumerable<Probe> probes)
    {
        var troubles = await CorrectnessCheck.RunAsync(contender, probes);
        Report.Record(new { kind = "correctness", contender = contender.Name, troubles });
        if (troubles.Count > 0)
        {
            await contender.DisposeAsync();
            throw new InvalidOperationException(string.Join('\n', troubles));
        }
    }
}
