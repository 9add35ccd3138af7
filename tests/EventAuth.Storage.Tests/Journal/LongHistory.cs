using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>
/// Two complete runs of activities, a third that is being written, and events in none, for tests that only read.
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
    private readonly List<JournalReceipt> _receipts = [];

    internal StorageFixture Storage { get; private set; } = null!;

    /// <summary>The ids of a profile's events, newest first.</summary>
    internal IReadOnlyList<Guid> ExpectedOf(params string[] uuids) =>
    [
        .. Enumerable.Range(0, Events).Where(i => uuids.Contains(WhoOf(i))).OrderByDescending(TimeOf).ThenByDescending(i => _receipts[i].EventId).Select(i => _receipts[i].EventId),
    ];

    /// <summary>When a profile's last event was received.</summary>
    internal static DateTimeOffset LastOf(string uuid) => TimeOf(Enumerable.Range(0, Events).Last(i => WhoOf(i) == uuid));

    public async Task InitializeAsync()
    {
        Storage = await StartAsync();
        _receipts.AddRange(await Storage.AppendAllAsync(Enumerable.Range(0, Events).Select(EventOf)));
    }

    public async Task DisposeAsync() => await Storage.DisposeAsync();

    private static PlainEvent EventOf(int i) => WhoOf(i) switch
    {
        Customer => Entry(i is 20_001 ? Customer : i == Events - 1 ? Browser : null, token: Token, at: TimeOf(i)),
        var uuid => Entry(uuid, at: TimeOf(i)),
    };

    /// <summary>Three events share each time, so that the id decides between them.</summary>
    private static DateTimeOffset TimeOf(int i) => Now.AddSeconds(i / 3);

    private static string WhoOf(int i) =>
        i == Events - 1 ? Customer
        : i % 10 == 0 && i < 10_000 ? Browser
        : i % 10 == 1 && i > 20_000 ? Customer
        : Visitor;
}
