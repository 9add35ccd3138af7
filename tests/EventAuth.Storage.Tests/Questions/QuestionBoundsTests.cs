using EventAuth.Core.Decisions;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Decisions;
using EventAuth.Storage.Postgres.Profiles;
using EventAuth.Storage.Postgres.Reading;
using EventAuth.Storage.Profiles;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace EventAuth.Storage.Tests.Questions;

/// <summary>
/// "No question takes memory or time in proportion to what strangers send", in the database's own measure of its work and in bytes, with a
/// database that an attacker filled.
/// </summary>
public abstract class QuestionBoundsTests(AttackedDatabase attacked, ITestOutputHelper output, bool onServer) : IAsyncLifetime
{
    // Instructions of SQLite: a page of 100 reads 100 keys of each run, and the newest events. Rows of PostgreSQL: as many as a search
    // looks at for a page.
    private readonly long _most = onServer ? 450_000 : 5_000_000;
    private const long MostBytes = 32L << 20;

    private StorageFixture _storage = null!;
    private ICountedWork _work = null!;

    private ProfileReader Profiles =>
        new(_work, onServer ? new PostgresCustomerTables() : new RunTables(), new DamagedRows(NullLogger<DamagedRows>.Instance));

    private DecisionReader Decisions =>
        new(_work, onServer ? new PostgresDecisions() : new StretchDecisionRows(), _storage.Hashes, new NoRejectedPayloads());

    public async Task InitializeAsync()
    {
        _storage = await attacked.OnAsync(onServer);
        _work = _storage.Options.Server is { } server ? new CountedRows(server) : new CountedInstructions(_storage.Options.ConnectionString);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Questions_AboutTheCustomer_LookAtABoundedNumberOfRows()
    {
        var profile = await BoundedAsync("profile", () => Profiles.FindByUuidAsync(AttackedDatabase.Uuid, CancellationToken.None));
        Assert.Equal(Profile.MostUuids, profile!.Uuids.Length);
        Assert.True(profile.HasMoreUuids);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000 + AttackedDatabase.Activities - 1), profile.LastSeenAt);
        var first = await BoundedAsync("activities", () => Profiles.ReadActivitiesAsync(AttackedDatabase.Uuid, null, 100, CancellationToken.None));
        Assert.Equal(Enumerable.Range(1, AttackedDatabase.Activities).Where(n => n % 4 != 0).Take(100), first!.Select(NumberOf));
        var middle = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000 - (AttackedDatabase.Activities / 2));
        var next = await BoundedAsync("activities, in the middle", () => Profiles.ReadActivitiesAsync(AttackedDatabase.Uuid, new ActivityPosition(middle, middle, Guid.Empty), 100, CancellationToken.None));
        Assert.Equal(Enumerable.Range(AttackedDatabase.Activities / 2, 1_000).Where(n => n % 4 != 0).Take(100), next!.Select(NumberOf));
        Assert.Equal(IProfileReader.MostLinks, (await BoundedAsync("history of identifiers", () => Profiles.ReadLinksAsync(AttackedDatabase.Uuid, CancellationToken.None))).Count);
        Assert.Single(await BoundedAsync("customers by identifier", () => Profiles.SearchAsync(AttackedDatabase.Uuid, CancellationToken.None)));
        _ = await BoundedAsync("customers seen last", () => Profiles.ReadRecentAsync(25, CancellationToken.None));
    }

    [Fact]
    public async Task Questions_ForDecisions_LookAtABoundedNumberOfRows()
    {
        DecisionFilter[] filters =
        [
            new(),
            new(Accepted: false),
            new(Accepted: true),
            new(Action: "never.sent"),
            new(Action: "flood.17"),
            new(Reason: DecisionReason.InvalidToken),
            new() { CertificateId = "none-such" },
            new() { Until = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_010) },
            new() { Customer = AttackedDatabase.Uuid },
            new(Accepted: false, Action: "never.sent") { Customer = AttackedDatabase.Uuid },
            new(Accepted: true, Action: "never.sent") { Customer = AttackedDatabase.Uuid },
        ];
        foreach (var filter in filters)
        {
            DecisionPage page;
            long? before = null;
            do
            {
                var from = before;
                page = await BoundedAsync(
                    $"decisions {filter} below {before}",
                    () => Decisions.ReadPageAsync(filter, from, 50, CancellationToken.None),
                    isCompiled: before is not null);
                Assert.True(page.Next is null || page.Next < (before ?? long.MaxValue), "It goes on.");
                before = page.Next;
            }
            while (before is not null && page.Records.Count < 50);
        }
    }

    [Fact]
    public async Task Pages_OfWhatIsRare_TogetherFindAll()
    {
        var filter = new DecisionFilter(Action: "flood.17");
        var found = new List<long>();
        long? before = null;
        do
        {
            var page = await Decisions.ReadPageAsync(filter, before, 20, CancellationToken.None);
            found.AddRange(page.Records.Select(record => record.Id));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(1, AttackedDatabase.Activities).Where(n => n % 4_000 == 17).Reverse().Select(n => (long)n), found);
    }

    [Fact]
    public async Task Pages_OfACustomer_TogetherFindAll()
    {
        var found = 0;
        long? before = null;
        do
        {
            var page = await Decisions.ReadPageAsync(new DecisionFilter(Action: "flood.17") { Customer = AttackedDatabase.Uuid }, before, 20, CancellationToken.None);
            found += page.Records.Count;
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(1, AttackedDatabase.Activities).Count(n => n % 4_000 == 17), found);
    }

    [Fact]
    public async Task Export_FourTimesTheActivities_TakesFourTimesTheWork()
    {
        var (few, workOfFew) = await ExportAsync(AttackedDatabase.Quarter);
        var (many, workOfMany) = await ExportAsync(AttackedDatabase.Uuid);

        Assert.Equal(AttackedDatabase.Activities / 4, few);
        Assert.Equal(AttackedDatabase.Activities * 3 / 4, many);
        Assert.InRange((double)workOfMany / workOfFew, 1, 2 * 3);
        Assert.Equal(AttackedDatabase.Uuids, await CountAsync(Profiles.ReadAllLinksAsync(AttackedDatabase.Uuid, CancellationToken.None)));
    }

    private async Task<(int Activities, long Work)> ExportAsync(string uuid)
    {
        var before = _work.Work;
        var last = DateTimeOffset.MaxValue;
        var activities = 0;
        await foreach (var activity in Profiles.ReadAllActivitiesAsync(uuid, CancellationToken.None))
        {
            Assert.True(activity.ReceivedAt < last, "Those received last come first.");
            last = activity.ReceivedAt;
            activities++;
        }

        output.WriteLine($"export: {activities:N0} activities, {_work.Work - before:N0} units of work");
        return (activities, _work.Work - before);
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> rows)
    {
        var count = 0;
        await foreach (var _ in rows)
        {
            count++;
        }

        return count;
    }

    private async Task<T> BoundedAsync<T>(string question, Func<Task<T>> ask, bool isCompiled = false)
    {
        // The first run compiles.
        if (!isCompiled)
        {
            await ask();
        }

        var (workBefore, bytesBefore) = (_work.Work, Allocated());
        var answer = await ask();
        var (work, bytes) = (_work.Work - workBefore, Allocated() - bytesBefore);
        output.WriteLine($"{question}: {work:N0} units of work, {bytes:N0} bytes");
        Assert.True(work < _most && bytes < MostBytes, $"{question}: {work:N0} units of work, {bytes:N0} bytes");
        return answer;
    }

    // The server's answers come on any thread.
    private long Allocated() => onServer ? GC.GetTotalAllocatedBytes() : GC.GetAllocatedBytesForCurrentThread();

    private static int NumberOf(Activity activity) => Convert.ToInt32(activity.EventId.ToString("N")[16..], 16);
}

[Collection(nameof(AttackedDatabase))]
public sealed class QuestionBoundsOnSqliteTests(AttackedDatabase attacked, ITestOutputHelper output)
    : QuestionBoundsTests(attacked, output, onServer: false);

[Collection(nameof(AttackedDatabase))]
public sealed class QuestionBoundsOnPostgresTests(AttackedDatabase attacked, ITestOutputHelper output)
    : QuestionBoundsTests(attacked, output, onServer: true);
