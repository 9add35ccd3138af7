using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EventAuth.Core.Decisions;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Postgres.Profiles;
using EventAuth.Testing;
using Microsoft.Data.Sqlite;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Profiles;

/// <summary>
/// "Erased means gone from the file": every byte of the folder, while the program runs and after it has stopped; while events are written, and
/// after a crash.
/// </summary>
public sealed partial class CustomerErasureTests
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string Others = "22222222-0000-4000-8000-000000000002";
    private const string Email = "marked.mail@shop.example";
    private static readonly TokenIdentity Token = new(null, Email, "marked-custom-id");
    private readonly Random _random = new(13);

    [Fact]
    public async Task Delete_CustomerWithThirtyThousandUuidsAmongOthers_LeavesNoByteOfThemInTheFolder()
    {
        await using var storage = await StartAsync();
        var uuids = Enumerable.Range(0, 30_000).Select(_ => NewUuid()).ToList();
        var marks = MarksOf(storage, uuids);

        // Some of the uuids are profiles with data before the token comes. Other people's events make pages split before, between
        // and after.
        foreach (var part in uuids.Chunk(1_000))
        {
            await storage.AppendAllAsync(part.Take(100).Select(uuid => Marked(uuid, token: null)));
            await storage.AppendAllAsync(Enumerable.Range(0, 500).Select(i => Entry(NewUuid(), email: $"{NewUuid()}@shop.example", data: [new PlainDatum("city", "\"Wien\"")])));
            await storage.AppendAllAsync(part.Select(uuid => Marked(uuid, Token)));
            await storage.AppendAsync(Entry(part[0], action: "form.submit"), Snapshot(withJwt: "form.submit"));
        }

        var found = marks.Find();
        Assert.All<string>(["attribute", "custom id", "e-mail", "hash of a uuid", "label", "parameter", "uuid"], mark => Assert.Contains(found, one => one.StartsWith(mark, StringComparison.Ordinal)));

        Assert.NotNull(await storage.Customers.DeleteAsync(uuids[^1], CancellationToken.None));
        await WaitAsync(storage);

        Assert.Empty(marks.Find());
        Assert.Empty(UuidsIn(storage).Intersect(uuids));
        await storage.AppendAllAsync(Enumerable.Range(0, 2_000).Select(_ => Entry(NewUuid())));
        Assert.Empty(marks.Find());
        Assert.Empty(UuidsIn(storage).Intersect(uuids));
        await storage.RestartAsync();
        Assert.Empty(marks.Find());
        Assert.Empty(UuidsIn(storage).Intersect(uuids));
        Assert.Equal(0, storage.ReadNumber("""SELECT count(*) FROM "Erasures" """));
        Assert.Equal("ok", Assert.Single(storage.Read("PRAGMA integrity_check")));
    }

    // A column that is added to accepted events is erased with the customer, unless somebody decides otherwise.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_Customer_EmptiesEveryColumnThatRejectedEventsDoNotHave(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAllAsync([Marked(U1, Token), Marked(U1, Token)]);
        await storage.AppendAsync(Entry(Others));

        Assert.NotNull(await storage.Customers.DeleteAsync(U1, CancellationToken.None));
        await WaitAsync(storage);

        Assert.Equal(["EventId", "ProfileId", "Label", "Time", "OriginalTime", "Params", "NotKept"], EventColumns.OfCustomer);
        Assert.All(EventColumns.OfCustomer, column =>
            Assert.InRange(storage.ReadNumber($"""SELECT count(*) FROM "Events" WHERE "{column}" IS NOT NULL"""), 0, 1));
        Assert.Equal(3, storage.ReadNumber("""SELECT count(*) FROM "Events" """));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_CustomerWithManyActivities_LetsEventsThroughBetweenItsSteps(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAllAsync(Enumerable.Range(0, 40_000).Select(i => Entry(U1, at: Now.AddSeconds(i))));

        var deletion = storage.Customers.DeleteAsync(U1, CancellationToken.None);
        var between = 0;
        while (await storage.Profiles.FindByUuidAsync(U1, CancellationToken.None) is not null)
        {
            await Task.Yield();
        }

        while (!deletion.IsCompleted)
        {
            await storage.AppendAsync(Entry(Others));
            between += storage.ReadNumber("""SELECT count(*) FROM "Erasures" """) == 1 ? 1 : 0;
        }

        // Each step takes 500 rows at most, and writers that asked before it came first.
        Assert.InRange(between, 20, int.MaxValue);
        Assert.Equal(40_000, await deletion);
        Assert.Equal(40_000, storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NULL"""));
        Assert.True(onServer || storage.ReadNumber("""SELECT count(*) FROM "Activities" WHERE "ProfileId" = 1""") == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_InTheMiddleOfTheErasure_TheCustomerIsGoneForEverybodyAlready(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAllAsync(Enumerable.Range(0, 20_000).Select(i => Entry(U1, email: "anna@shop.example", customId: "c-17", at: Now.AddSeconds(i))));
        var (deletion, stop) = await BeginAsync(storage);

        foreach (var identifier in (string[])[U1, "anna@shop.example", "c-17"])
        {
            Assert.Empty(await storage.Profiles.SearchAsync(identifier, CancellationToken.None));
        }

        Assert.Empty(await storage.Decisions.ReadAsync(new DecisionFilter { Customer = "anna@shop.example" }, null, 10, CancellationToken.None));
        Assert.Null(await storage.Profiles.ReadActivitiesAsync(U1, null, 10, CancellationToken.None));
        Assert.Empty(await storage.Profiles.ReadLinksAsync(U1, CancellationToken.None));
        Assert.Empty(await storage.Profiles.ReadRecentAsync(10, CancellationToken.None));
        Assert.Null(await storage.Customers.DeleteAsync(U1, CancellationToken.None));
        stop();

        // Somebody who comes in the middle is another customer, and stays.
        var receipt = await storage.AppendAsync(Entry(U1, email: "anna@shop.example"));
        await deletion;
        Assert.Equal(DecisionReason.AnonymousListEmpty, receipt.Decision.Reason);
        Assert.Equal(receipt.EventId, Assert.Single(await storage.ActivitiesAsync(U1)).EventId);
        Assert.Equal("anna@shop.example", (await storage.ProfileAsync(U1)).Email);
    }

    [Fact]
    public async Task Delete_ProgramEndsInTheMiddle_TheNextStartFinishesIt()
    {
        await using var storage = await StartAsync();
        string[] uuids = [U1, NewUuid()];
        await storage.AppendAllAsync(Enumerable.Range(0, 20_000).Select(i => Marked(uuids[i % 2], i < 2 ? null : Token)));
        var (deletion, stop) = await BeginAsync(storage);

        // As a crash would leave the files: nobody writes now.
        await using var after = await storage.StartAfterSuddenEndAsync();
        stop();
        await deletion;
        await WaitAsync(after);

        Assert.Empty(MarksOf(after, uuids).Find());
        Assert.Equal(20_000, after.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NULL AND "ProfileId" IS NULL"""));
        Assert.Equal(0, after.ReadNumber("""SELECT (SELECT count(*) FROM "Profiles") + (SELECT count(*) FROM "Identifiers") + (SELECT count(*) FROM "ProfileLinks") + (SELECT count(*) FROM "Activities")"""));
        var receipt = await after.AppendAsync(Entry(U1));
        Assert.Equal(receipt.EventId, Assert.Single(await after.ActivitiesAsync(U1)).EventId);
    }

    [Fact]
    public async Task Delete_OnServer_LeavesNothingOfManyUuidsNorOfTheirRejectionsAndEventsOfOthers()
    {
        await using var storage = await StartAsync(onServer: true);
        var uuids = Enumerable.Range(0, 3_000).Select(_ => NewUuid()).ToList();
        foreach (var part in uuids.Chunk(1_000))
        {
            await storage.AppendAllAsync(part.Take(100).Select(uuid => Marked(uuid, token: null)));
            await storage.AppendAllAsync(part.Select(uuid => Marked(uuid, Token) with { EventSalt = uuid }));
            await storage.AppendAsync(Entry(part[0], action: "form.submit"), Snapshot(withJwt: "form.submit"));
        }

        await storage.AppendAsync(Entry(Others, salt: "s", email: "other@shop.example"));
        Assert.Equal(3_001, storage.ReadNumber("""SELECT count(*) FROM "SaltedEvents" """));
        Assert.Equal(3, storage.ReadNumber("""SELECT count(*) FROM "Rejections" WHERE "UuidHash" IS NOT NULL"""));

        Assert.Equal(3_300, await storage.Customers.DeleteAsync(uuids[^1], CancellationToken.None));
        await WaitAsync(storage);

        Assert.Equal(3_300, storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NULL AND "Reason" < 20"""));
        Assert.Equal(0, storage.ReadNumber("""SELECT count(*) FROM "Rejections" WHERE "UuidHash" IS NOT NULL"""));
        Assert.All(
            (string[])["Profiles", "SaltedEvents"], table => Assert.Equal(1, storage.ReadNumber($"""SELECT count(*) FROM "{table}" """)));
        Assert.All(
            (string[])["Identifiers", "ProfileLinks"], table => Assert.Equal(2, storage.ReadNumber($"""SELECT count(*) FROM "{table}" """)));
        Assert.Single(await storage.ActivitiesAsync(Others));
    }

    // The machine that erased is gone; another one of the same database looks again when it starts.
    [Fact]
    public async Task Delete_OnServerWhoseEraserIsGone_AnotherProcessFinishesIt()
    {
        await using var storage = await StartAsync(onServer: true);
        await storage.AppendAllAsync(Enumerable.Range(0, 3_000).Select(_ => Marked(U1, Token)));
        var (deletion, goOn) = await BeginAsync(storage);
        await using var other = await StartAsync(
            options => options with { Server = storage.Options.Server },
            options => File.Copy(Path.Combine(storage.Options.Path, "audit.key"), Path.Combine(options.Path, "audit.key")));
        goOn();
        await WaitAsync(other);

        Assert.Equal(3_000, await deletion);
        Assert.Equal(3_000, other.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NULL AND "ProfileId" IS NULL"""));
        Assert.Equal(DecisionReason.AnonymousListEmpty, (await other.AppendAsync(Entry(U1))).Decision.Reason);
    }

    [Fact]
    public async Task Delete_SomebodyReadsTheOldLog_EmptiesItWhenTheyAreDone()
    {
        await using var storage = await StartAsync();
        await storage.AppendAllAsync(Enumerable.Range(0, 100).Select(_ => Marked(U1, Token)));
        var marks = MarksOf(storage, [U1]);
        await using var reader = new SqliteConnection(storage.Options.ConnectionString);
        await reader.OpenAsync();
        await using var reading = reader.BeginTransaction(deferred: true);
        await using var question = new SqliteCommand("""SELECT count(*) FROM "Events" """, reader, reading);
        await question.ExecuteScalarAsync();

        var deletion = storage.Customers.DeleteAsync(U1, CancellationToken.None);
        await storage.AppendAsync(Entry(Others));
        while (await storage.Profiles.FindByUuidAsync(U1, CancellationToken.None) is not null)
        {
            await Task.Yield();
        }

        Assert.NotEmpty(marks.Find());
        Assert.False(deletion.IsCompleted);
        await reading.RollbackAsync();
        await deletion;
        Assert.Empty(marks.Find());
    }

    [Fact]
    public async Task Connections_EveryOneThatWrites_OverwritesWhatItDeletes()
    {
        await using var storage = await StartAsync();

        Assert.Equal(1L, await storage.PragmaAsync("secure_delete"));
        Assert.Equal(2L, await storage.PragmaAsync("temp_store"));
    }

    /// <summary>
    /// Stops a deletion after its first transaction, where the profile is gone and everything else is still there. The action lets it
    /// go on.
    /// </summary>
    private static async Task<(Task<int?> Deletion, Action GoOn)> BeginAsync(StorageFixture storage)
    {
        if (storage.Options.Server is not null)
        {
            // As another machine would that erases.
            var other = storage.Connect();
            using var command = other.CreateCommand();
            command.CommandText = $"SELECT pg_advisory_lock({PostgresEraser.ErasureLock})";
            command.ExecuteNonQuery();
            var waiting = storage.Customers.DeleteAsync(U1, CancellationToken.None);
            while (storage.ReadNumber("""SELECT count(*) FROM "Erasures" """) == 0)
            {
                await Task.Yield();
            }

            return (waiting, other.Dispose);
        }

        await storage.Turns.TakeAsync(CancellationToken.None);
        var deletion = storage.Customers.DeleteAsync(U1, CancellationToken.None);
        while (storage.Turns.Waiting == 0)
        {
            await Task.Yield();
        }

        var ours = storage.Turns.TakeAsync(CancellationToken.None);
        storage.Turns.GiveBack();
        await ours;
        Assert.Equal(1, storage.ReadNumber("""SELECT count(*) FROM "Erasures" """));
        return (deletion, storage.Turns.GiveBack);
    }

    // Every text in the files that looks like one.
    private static HashSet<string> UuidsIn(StorageFixture storage) =>
    [
        .. Directory.EnumerateFiles(storage.Options.Path)
            .SelectMany(file => Pattern().Matches(Encoding.Latin1.GetString(File.ReadAllBytes(file))))
            .Select(match => match.Value),
    ];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Pattern();

    private static async Task WaitAsync(StorageFixture storage)
    {
        while (storage.ReadNumber("""SELECT count(*) FROM "Erasures" """) > 0)
        {
            await Task.Delay(10);
        }
    }

    private static FolderSearch MarksOf(StorageFixture storage, IReadOnlyList<string> uuids)
    {
        var marks = new FolderSearch(storage.Options.Path);
        marks.AddText("e-mail", Email);
        marks.AddText("custom id", "marked-custom-id");
        marks.AddText("attribute", "marked-attribute");
        marks.AddText("label", "marked-label");
        marks.AddText("parameter", "marked-parameter");
        foreach (var uuid in uuids.Where((_, i) => i % 10_000 == 0 || i == uuids.Count - 1))
        {
            marks.AddText("uuid " + uuid, uuid);
            marks.AddBytes("uuid in bytes " + uuid, Guid.Parse(uuid, CultureInfo.InvariantCulture).ToByteArray(bigEndian: true));
            marks.AddBytes("hash of a uuid", Convert.FromHexString(storage.Hashes.HashOfIdentifier("uuid", uuid)));
        }

        marks.AddBytes("hash of the e-mail", Convert.FromHexString(storage.Hashes.HashOfIdentifier("email", Email)));
        marks.AddBytes("hash of the custom id", Convert.FromHexString(storage.Hashes.HashOfIdentifier("customId", "marked-custom-id")));
        return marks;
    }

    private static PlainEvent Marked(string uuid, TokenIdentity? token) =>
        Entry(uuid, email: token is null ? null : Email, token: token, data: [new PlainDatum("note", "\"marked-attribute\"")]) with
        {
            Label = "marked-label",
            Params = $$"""{"long":"{{(uuid.StartsWith("77", StringComparison.Ordinal) ? new string('x', 9_000) : "")}} marked-parameter"}""",
        };

    private string NewUuid()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
