using System.Diagnostics;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>The real program, set up through its own admin API: the benchmark's lists and the shop's certificate.</summary>
internal sealed class OurProgram : Contender
{
    // Proofs are made before they are sent.
    private static readonly Dictionary<string, string> s_proving = new() { ["Tokens:ProofOfPossession"] = "Required", ["Tokens:ProofSeconds"] = "300" };

    private readonly HttpClient _http = new();
    private readonly Process _process;
    private readonly ProgramOutput? _output;
    private readonly Uri _admin;
    private bool _ended;

    private OurProgram(OurProgramOptions options, string folder)
    {
        Options = options;
        Folder = folder;
        _admin = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        Address = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        var settings = (options.Proving ? new ProgramSettings { Further = s_proving } : new ProgramSettings())
            .ToConfiguration(_admin, Address, folder);
        if (options.Storing)
        {
            _process = ProgramFile.Start(settings, folder, out var output, new ProgramStart { Path = options.Former, OpenFiles = options.OpenFiles });
            _output = output;
        }
        else
        {
            _process = ProgramWithoutStoring.Start(settings, folder);
        }

        Api = new AdminApi(_http, _admin, AdminProgram.ApiKey);
    }

    public OurProgramOptions Options { get; }

    /// <summary>The folder that contains the storage folder.</summary>
    public string Folder { get; }

    public AdminApi Api { get; }

    public override string Name => Options switch
    {
        { Former: not null } => "earlier build",
        { Storing: false } => "ours without storing",
        { Proving: true } => "ours with proofs",
        _ => "ours",
    };

    public override string Version => Name;

    public override Uri Address { get; }

    public override int ProcessId => _process.Id;

    /// <summary>Whether its process has ended.</summary>
    public bool HasEnded => _process.HasExited;

    private string DatabaseFile => Path.Combine(Folder, "data", "eventauth.db");

    /// <summary>Starts it in a folder, which may contain a storage folder already, and returns when it is ready.</summary>
    public static async Task<OurProgram> StartAsync(OurProgramOptions options, string folder)
    {
        var program = new OurProgram(options, folder);
        try
        {
            await Until.TrueAsync(program.IsReadyAsync, () => "The program did not become ready. " + program._output?.Text);
            await program.Api.DefineCertificateAsync(options.PublicPem);
            await program.Api.SetListsAsync(new PolicyLists
            {
                AnonymousWithoutJwt = EventBodies.Anonymous,
                UpdateWithoutJwt = EventBodies.WithoutJwt,
                UpdateWithJwt = EventBodies.WithJwt,
            });
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public override async Task<long?> CountStoredAsync()
    {
        if (!Options.Storing)
        {
            return null;
        }

        await using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = """SELECT count(*) FROM "Events" WHERE "EventId" IS NOT NULL""";
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Bytes of the write-ahead log.</summary>
    public long LogBytes => new FileInfo(DatabaseFile + "-wal") is { Exists: true } log ? log.Length : 0;

    /// <summary>Stops it normally, so that its database is complete without a log.</summary>
    public async Task StopAsync()
    {
        await ProcessEnd.AskAsync(_process);
        await DisposeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        await ProcessEnd.ForceAsync(_process);
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException("The program ended before it was ready. " + _output?.Text);
        }

        try
        {
            using var answer = await _http.GetAsync(new Uri(_admin, "/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
