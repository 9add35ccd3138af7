using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Copying;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using EventAuth.Testing.Postgres;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Copying;

public sealed class InstallationCopyTests
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string U2 = "22222222-0000-4000-8000-000000000002";

    [Fact]
    public void Tables_OfBothModels_AreCopiedOrMadeAgain() => Assert.NotEmpty(InstallationCopy.Tables());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Copy_MoreEventsThanASegment_CountsAndFindsThemOnTheOtherSide(bool fromServer)
    {
        await using var source = await StorageFixture.StartAsync(fromServer);
        var events = Enumerable.Range(0, 20_000).Select(n => Entry(n % 3 == 0 ? U1 : U2, action: "shop.name" + (n % 5), at: Now.AddSeconds(n)));
        await source.AppendAllAsync(events, Snapshot(anonymous: "shop.name0 shop.name1 shop.name2"));
        await source.AppendAsync(Entry(U1, salt: "s-1", action: "shop.name1"), Snapshot(anonymous: "shop.name1"));
        var expected = await AskAsync(source);
        await source.StopAsync();

        await using var target = await StartCopyAsync(source, onServer: !fromServer);

        Assert.Equal(expected, await AskAsync(target));
        await target.AppendAsync(Entry(U1, salt: "s-1", action: "shop.name1"), Snapshot(anonymous: "shop.name1"));
        Assert.Equal(expected[0], (await AskAsync(target))[0]);
        await target.AppendAsync(Entry(U2, action: "shop.name2", at: Now.AddDays(1)), Snapshot());
        Assert.Equal(1 + 20_001, target.ReadNumber("""SELECT count(*) FROM "Events" """));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Copy_PolicyWithAChangeOnTrial_IsTheSameOnTheOtherSide(bool fromServer)
    {
        await using var source = await StorageFixture.StartAsync(fromServer);
        var policy = EventPolicy.Initial with
        {
            Mode = PolicyMode.Monitor,
            OtherEvents = OtherEvents.Reject,
            Guarantees = [new Guarantee("g", EventPattern.Parse("a.*"), GuaranteedCustomer.Known, GuaranteedOutcome.Rejected, "why")],
        };
        var pending = new PendingChange(2, 1, PendingKind.Guard, Now.AddHours(1), 7.25, 5);
        Assert.True(await source.Policies.TryAppendAsync(
            new PolicyAppend(new PolicyRevision(2, policy, "anna", Now, null)) { Begins = pending }, CancellationToken.None));
        await source.StopAsync();

        await using var target = await StartCopyAsync(source, onServer: !fromServer);

        Assert.Equal(policy, (await target.Policies.ReadLatestAsync(CancellationToken.None))!.Policy);
        Assert.Equal(EventPolicy.Initial, (await target.Policies.ReadAsync(1, CancellationToken.None))!.Policy);
        Assert.Equal(pending, await target.Policies.ReadPendingAsync(CancellationToken.None));
        Assert.True(await target.Policies.TryKeepAsync(pending, "anna", CancellationToken.None));
    }

    [Fact]
    public async Task Copy_IntoPostgres_HasTheIndexesOfANewDatabaseInEachPartition()
    {
        await using var source = await StorageFixture.StartAsync();
        await source.AppendAsync(Entry(U1, at: source.Clock.GetUtcNow()));
        await source.StopAsync();
        await using var made = await StorageFixture.StartAsync(onServer: true, clock: source.Clock);

        await using var target = await StartCopyAsync(source, onServer: true);

        Assert.Equal(IndexesOf(made), IndexesOf(target));
    }

    [Fact]
    public async Task Copy_DamagedRow_IsRefusedAndNamesTheTable()
    {
        await using var source = await StorageFixture.StartAsync();
        await source.AppendAsync(Entry(U1));
        _ = source.Read("""UPDATE "Events" SET "Time" = 'yesterday' """);
        await source.StopAsync();

        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(() => StartCopyAsync(source, onServer: true));

        Assert.Contains("1 rows of the table Events are damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_EndedInTheMiddle_LeavesATargetThatIsRefused()
    {
        await using var source = await StorageFixture.StartAsync(onServer: true);
        await source.AppendAsync(Entry(U1));
        await source.StopAsync();
        using var folder = new CopyFolder();
        var target = source.Options with { Path = folder.Path, Server = null };
        using var end = new CancellationTokenSource();
        var key = Path.Combine(folder.Path, "audit.key");
        Directory.CreateDirectory(key);

        await Assert.ThrowsAnyAsync<Exception>(() => InstallationCopy.RunAsync(source.Options, target, source.Clock, end.Token));
        Directory.Delete(key);

        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(() => StorageFixture.StartAsync(_ => target));
        Assert.Contains("copy that is not complete", refusal.Message, StringComparison.Ordinal);
    }

    // Their own names differ where PostgreSQL chose them.
    private static List<string?> IndexesOf(StorageFixture storage) => [.. storage.Read(
        """
        SELECT i.indrelid::regclass || ' ' || i.indisvalid || ' ' || regexp_replace(pg_get_indexdef(i.indexrelid), 'INDEX \S+', '')
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE c.relnamespace = current_schema()::regnamespace ORDER BY 1
        """).Select(row => row.ToString())];

    private static async Task<StorageFixture> StartCopyAsync(StorageFixture source, bool onServer)
    {
        var server = await SharedPostgres.ServerAsync;
        var target = source.Options with
        {
            Path = Directory.CreateTempSubdirectory("eventauth-copy-").FullName,
            Server = onServer ? server.ConnectionString(await server.CreateDatabaseAsync()) : null,
        };
        var report = await InstallationCopy.RunAsync(source.Options, target, source.Clock, CancellationToken.None);
        Assert.True(report.IsEqual, string.Join('\n', report.Tables) + string.Join('\n', report.Reasons) + report.TrailHere);
        return await StorageFixture.StartAsync(_ => target, clock: source.Clock);
    }

    private static async Task<List<string>> AskAsync(StorageFixture storage)
    {
        var answers = new List<string>();
        foreach (var uuid in (string[])[U1, U2])
        {
            answers.Add(uuid + " " + string.Join(' ', (await storage.PagesAsync(uuid, 1_000)).Select(activity => activity.EventId)));
        }

        foreach (var filter in (DecisionFilter[])[new(), new(Accepted: false), new(Action: "shop.name4")])
        {
            var (found, next) = (new List<string>(), (long?)null);
            do
            {
                var page = await storage.Decisions.ReadPageAsync(filter, next, 1_000, CancellationToken.None);
                found.AddRange(page.Records.Select(record => $"{record.Time:O} {record.Reason}"));
                next = page.Next;
            }
            while (next is not null);
            answers.Add(string.Join(' ', found));
        }

        var overview = await storage.Counts.ReadAsync(Core.Decisions.Counts.OverviewSpan.Month, CancellationToken.None);
        answers.Add($"{overview.Accepted} {overview.Rejected} {string.Join(' ', overview.Reasons)}");
        answers.Add($"{await storage.LastSeenAsync("shop.name1"):O}");
        return answers;
    }

    private sealed class CopyFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("eventauth-copy-").FullName;

        public void Dispose()
        {
            if (Directory.Exists(Path))
            {
                Directory.Delete(Path, recursive: true);
            }
        }
    }
}
