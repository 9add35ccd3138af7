using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>
/// Two complete runs of activities, a third that is being written, and events in none, for tests that only read; and the same in PostgreSQL.
/// <see cref="Visitor"/> appears everywhere; <see cref="Browser"/> only in the first run; <see cref="Customer"/>, into which the browser is merged at the end, from the second on.
/// </summary>
[CollectionDefinition(nameof(LongHistory))]
public sealed class LongHistory : IAsyncLifetime, ICollectionFixture<LongHistory>
{
    public const int Events = 52_000;
    public const string Visitor = "11111111-0000-4000-8000-000000000001";
    public const string Browser = "22222222-0000-4000-8000-000000000002";
    public const string Customer = "33333333-0000-4000-8000-000000000003";

    internal static readonly TokenIdentity Token = new(null, null, "c-17");
    private FilledHistory? _onServer;

    internal FilledHistory Embedded { get; private set; } = null!;

    internal StorageFixture Storage => Embedded.Storage;

    /// <summary>When a profile's last event was received.</summary>
    internal static DateTimeOffset LastOf(string uuid) => TimeOf(Enumerable.Range(0, Events).Last(i => WhoOf(i) == uuid));

    internal static PlainEvent EventOf(int i) => WhoOf(i) switch
    {
        Customer => Entry(i is 20_001 ? Customer : i == Events - 1 ? Browser : null, token: Token, at: TimeOf(i)),
        var uuid => Entry(uuid, at: TimeOf(i)),
    };

    /// <summary>Three events share each time, so that the id decides between them.</summary>
    internal static DateTimeOffset TimeOf(int i) => Now.AddSeconds(i / 3);

    internal static string WhoOf(int i) =>
        i == Events - 1 ? Customer
        : i % 10 == 0 && i < 10_000 ? Browser
        : i % 10 == 1 && i > 20_000 ? Customer
        : Visitor;

    internal IReadOnlyList<Guid> ExpectedOf(params string[] uuids) => Embedded.ExpectedOf(uuids);

    internal async Task<FilledHistory> OnAsync(bool server) => server ? _onServer ??= await FilledHistory.StartAsync(onServer: true) : Embedded;

    public async Task InitializeAsync() => Embedded = await FilledHistory.StartAsync(onServer: false);

    public async Task DisposeAsync()
    {
        await Embedded.DisposeAsync();
        if (_onServer is not null)
        {
            await _onServer.DisposeAsync();
        }
    }
}

/// <summary>A database with the events of <see cref="LongHistory"/>.</summary>
internal sealed class FilledHistory(StorageFixture storage, List<JournalReceipt> receipts) : IAsyncDisposable
{
    public StorageFixture Storage { get; } = storage;

    public static async Task<FilledHistory> StartAsync(bool onServer)
    {
        var storage = await StorageFixture.StartAsync(onServer);
        return new FilledHistory(storage, await storage.AppendAllAsync(Enumerable.Range(0, LongHistory.Events).Select(LongHistory.EventOf)));
    }

    /// <summary>The ids of a profile's events, newest first.</summary>
    public IReadOnlyList<Guid> ExpectedOf(params string[] uuids) =>
    [
        .. ReceivedOf(uuids).OrderByDescending(LongHistory.TimeOf).ThenByDescending(i => receipts[i].EventId).Select(i => receipts[i].EventId),
    ];

    /// <summary>The same, those received last first.</summary>
    public IReadOnlyList<Guid> ReceivedFrom(params string[] uuids) => [.. ReceivedOf(uuids).Reverse().Select(i => receipts[i].EventId)];

    public ValueTask DisposeAsync() => Storage.DisposeAsync();

    private static IEnumerable<int> ReceivedOf(string[] uuids) => Enumerable.Range(0, LongHistory.Events).Where(i => uuids.Contains(LongHistory.WhoOf(i)));
}
