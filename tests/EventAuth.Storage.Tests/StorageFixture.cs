using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventAuth.Storage.Tests;

/// <summary>A real database in a folder of its own, with the writer running.</summary>
internal sealed class StorageFixture : IAsyncDisposable
{
    private ServiceProvider _services = null!;

    public StorageOptions Options { get; private init; } = null!;

    public IEventJournal Journal => _services.GetRequiredService<IEventJournal>();

    public IProfileReader Profiles => _services.GetRequiredService<IProfileReader>();

    public IDecisionReader Decisions => _services.GetRequiredService<IDecisionReader>();

    public IEventCatalog Catalog => _services.GetRequiredService<IEventCatalog>();

    public IPolicyStore Policies => _services.GetRequiredService<IPolicyStore>();

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static async Task<StorageFixture> StartAsync(int maxDiscovered = 10_000, int maxQueued = 20_000)
    {
        var folder = Directory.CreateTempSubdirectory("eventauth-storage-").FullName;
        var fixture = new StorageFixture { Options = new StorageOptions { Path = folder, MaxDiscovered = maxDiscovered, MaxQueuedEvents = maxQueued } };
        await fixture.OpenAsync();
        return fixture;
    }

    /// <summary>Stops and starts again on the same files.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

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

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Options.Path, recursive: true);
    }

    private static IEnumerable<EventName> Names(string names) =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(EventName.Parse);

    private async Task OpenAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
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
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        using var connection = new SqliteConnection(Options.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
