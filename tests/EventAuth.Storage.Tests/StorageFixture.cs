using System.Data.Common;
using System.Diagnostics.Metrics;
using EventAuth.Core.Audit;
using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Database;
using EventAuth.Storage.Retention;
using EventAuth.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventAuth.Storage.Tests;

/// <summary>A real database in its own folder, with the writer running.</summary>
internal sealed class StorageFixture : IAsyncDisposable
{
    private ServiceProvider _services = null!;
    private bool _isClosed;

    public StorageOptions Options { get; private init; } = null!;

    public IEventJournal Journal => _services.GetRequiredService<IEventJournal>();

    public IProfileReader Profiles => _services.GetRequiredService<IProfileReader>();

    public ICustomerRecords Customers => _services.GetRequiredService<ICustomerRecords>();

    public EndedTokens EndedTokens => _services.GetRequiredService<EndedTokens>();

    public IDecisionReader Decisions => _services.GetRequiredService<IDecisionReader>();

    public IDecisionCounts Counts => _services.GetRequiredService<IDecisionCounts>();

    /// <summary>The current time for everything.</summary>
    public FixedClock Clock { get; private init; } = new();

    /// <summary>Whether all rejections that were counted are in the counts.</summary>
    public bool RejectionsAreBrought => _services.GetRequiredService<EarlyRejectionCounter>().IsBrought;

    public IEventCatalog Catalog => _services.GetRequiredService<IEventCatalog>();

    public IAuditTrail Audit => _services.GetRequiredService<IAuditTrail>();

    public AuditRecorder Hashes => _services.GetRequiredService<AuditRecorder>();

    public IAuditReader AuditReader => _services.GetRequiredService<IAuditReader>();

    /// <summary>Where all writers wait.</summary>
    public WriteTurns Turns => _services.GetRequiredService<WriteTurns>();

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    /// <summary>The tables.</summary>
    public IDbContextFactory<EventAuthDbContext> Contexts => _services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>();

    /// <summary>Any other part of storage.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IPolicyStore Policies => _services.GetRequiredService<IPolicyStore>();

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static Task<StorageFixture> StartAsync(int maxDiscovered = 10_000, int maxQueued = 20_000) =>
        StartAsync(options => options with { MaxDiscovered = maxDiscovered, MaxQueuedEvents = maxQueued });

    /// <summary>Starts with changed options.</summary>
    /// <param name="change">Returns the options.</param>
    /// <param name="prepare">What to do with the folder first; or null.</param>
    /// <param name="clock">Its current time; null for the real time.</param>
    public static async Task<StorageFixture> StartAsync(Func<StorageOptions, StorageOptions> change, Action<StorageOptions>? prepare = null, FixedClock? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("eventauth-storage-").FullName;
        var fixture = new StorageFixture { Options = change(new StorageOptions { Path = folder }), Clock = clock ?? new FixedClock() };
        prepare?.Invoke(fixture.Options);
        await fixture.OpenAsync();
        return fixture;
    }

    /// <summary>Starts over either database.</summary>
    public static async Task<StorageFixture> StartAsync(
        bool onServer, Func<StorageOptions, StorageOptions>? change = null, FixedClock? clock = null)
    {
        var server = onServer ? await MigratedDatabase.NewAsync((clock ?? TimeProvider.System).GetUtcNow()) : null;
        return await StartAsync(options => (change?.Invoke(options) ?? options) with { Server = server }, clock: clock);
    }

    /// <summary>Starts with the files as a crash of the program would leave them now. Nothing may be in progress.</summary>
    public Task<StorageFixture> StartAfterSuddenEndAsync() => StartAsync(
        options => Options with { Path = options.Path },
        options =>
        {
            // The database first: whatever is moved into it in between is still in the log.
            foreach (var end in Options.Server is null ? (string[])["", "-wal"] : [])
            {
                File.Copy(Options.DatabaseFile + end, options.DatabaseFile + end);
            }

            foreach (var name in (string[])["audit.key", "audit.head", "rejections.counts"])
            {
                File.Copy(Path.Combine(Options.Path, name), Path.Combine(options.Path, name));
            }
        },
        Clock);

    /// <summary>Stops and starts again with the same files.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    /// <summary>Stops; what is in the files can be used by others.</summary>
    public Task StopAsync() => CloseAsync();

    /// <summary>A snapshot with these lists; a kind that is absent is empty.</summary>
    public static PolicySnapshot Snapshot(string anonymous = "", string update = "", string withJwt = "") =>
        PolicySnapshot.Compile(new PolicyRevision(
            7,
            EventPolicy.Empty
                .With(EventListKind.AnonymousWithoutJwt, Names(anonymous))
                .With(EventListKind.UpdateWithoutJwt, Names(update))
                .With(EventListKind.UpdateWithJwt, Names(withJwt)),
            "test",
            Now,
            null));

    public static PlainEvent Entry(string? uuid, string action = "page.visit", string? email = null, string? customId = null, TokenIdentity? token = null, string? salt = null, string? time = null, DateTimeOffset? at = null, params PlainDatum[] data) => new()
    {
        Action = EventName.Parse(action),
        ClientUuid = uuid,
        ClientEmail = email,
        ClientCustomId = customId,
        Token = token,
        EventSalt = salt,
        TimeAsSent = time,
        Time = at ?? Now,
        ReceivedAt = at ?? Now,
        Data = [.. data],
    };

    public async Task<JournalReceipt> AppendAsync(PlainEvent entry, PolicySnapshot? snapshot = null)
    {
        var result = await Journal.AppendAsync([entry], snapshot ?? Snapshot());
        Assert.Equal(AppendStatus.Committed, result.Status);
        return Assert.Single(result.Receipts);
    }

    public async Task<Profile> ProfileAsync(string uuid)
    {
        var profile = await Profiles.FindByUuidAsync(uuid, CancellationToken.None);
        Assert.NotNull(profile);
        return profile;
    }

    public async Task<IReadOnlyList<Activity>> ActivitiesAsync(string uuid) =>
        await Profiles.ReadActivitiesAsync(uuid, null, 1000, CancellationToken.None) ?? [];

    /// <summary>All activities of a profile, read page by page.</summary>
    public async Task<List<Activity>> PagesAsync(string uuid, int limit)
    {
        var all = new List<Activity>();
        ActivityPosition? after = null;
        while (await Profiles.ReadActivitiesAsync(uuid, after, limit, CancellationToken.None) is { Count: > 0 } page)
        {
            all.AddRange(page);
            after = new ActivityPosition(page[^1].Time, page[^1].ReceivedAt, page[^1].EventId);
        }

        return all;
    }

    /// <summary>Appends many events, a thousand per request.</summary>
    public async Task<List<JournalReceipt>> AppendAllAsync(IEnumerable<PlainEvent> events, PolicySnapshot? snapshot = null)
    {
        var receipts = new List<JournalReceipt>();
        foreach (var request in events.Chunk(1_000))
        {
            var result = await Journal.AppendAsync(request, snapshot ?? Snapshot());
            Assert.Equal(AppendStatus.Committed, result.Status);
            receipts.AddRange(result.Receipts);
        }

        return receipts;
    }

    /// <summary>When the catalogue last saw an action.</summary>
    public async Task<DateTimeOffset?> LastSeenAsync(string action) => (await Catalog.FindAsync(EventName.Parse(action), CancellationToken.None))?.LastSeenAt;

    /// <summary>The first column of the rows of a statement, on its own connection.</summary>
    public IReadOnlyList<object> Read(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 300;
        using var rows = command.ExecuteReader();
        var values = new List<object>();
        while (rows.Read())
        {
            values.Add(rows[0]);
        }

        return values;
    }

    /// <summary>Sees to it that no entry can be written into the audit trail.</summary>
    public void BreakAuditTrail() => _ = Read(Options.Server is null
        ? """CREATE TRIGGER "Broken" BEFORE INSERT ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'no room'); END"""
        : """ALTER TABLE "AuditEntries" ADD CHECK ("Number" < 0) NOT VALID""");

    /// <summary>What a setting of the database is on a connection of the program.</summary>
    public async Task<long> PragmaAsync(string name)
    {
        await using var context = await _services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
#pragma warning disable EF1002 // The tests' own text.
        return (await context.Database.SqlQueryRaw<long>($"SELECT \"{name}\" AS \"Value\" FROM pragma_{name}").ToListAsync()).Single();
#pragma warning restore EF1002
    }

    /// <summary>Blocks every other writer of the database until it is disposed.</summary>
    public IDisposable Lock()
    {
        var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = Options.Server is null ? "BEGIN IMMEDIATE" : """BEGIN; SELECT * FROM "JournalState" FOR UPDATE""";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Sees to it that no event of a name can be written.</summary>
    public void BreakEvents(string action) => _ = Read(Options.Server is null
        ? $"""CREATE TRIGGER "Fail" BEFORE INSERT ON "Events" WHEN NEW."Action" = '{action}' BEGIN SELECT RAISE(ABORT, 'refused'); END"""
        : $"""ALTER TABLE "Events" ADD CHECK ("Action" <> '{action}') NOT VALID""");

    /// <summary>A connection beside those of the program. Not from a pool: who locks gives the lock back with the connection.</summary>
    public DbConnection Connect()
    {
        DbConnection connection = Options.Server is { } server
            ? new NpgsqlConnection(server + ";Pooling=False")
            : new SqliteConnection(Options.ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Deletes what need not be kept. Returns how many rows it deleted.</summary>
    public Task<int> RunRetentionAsync() => _services.GetRequiredService<IRetention>().RunAsync(CancellationToken.None);

    /// <summary>A single number.</summary>
    public long ReadNumber(string sql) => Assert.IsType<long>(Assert.Single(Read(sql)));

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Options.Path, recursive: true);
    }

    private static IEnumerable<EventName> Names(string names) =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(EventName.Parse);

    private async Task OpenAsync()
    {
        _isClosed = false;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        services.AddEventAuthStorage(Options);
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<IEventAuthDatabase>().PrepareAsync(CancellationToken.None);
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }
    }

    private async Task CloseAsync()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        using var connection = new SqliteConnection(Options.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
