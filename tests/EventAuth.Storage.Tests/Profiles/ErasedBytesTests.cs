using System.Text;
using System.Text.RegularExpressions;
using EventAuth.Testing;
using Microsoft.Data.Sqlite;
using static EventAuth.Storage.Tests.Profiles.ErasedCustomers;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Profiles;

/// <summary>
/// "Erased means gone from the file": every byte of the folder, while the program runs and after it has stopped; while events are written, and
/// after a crash. For SQLite alone: how a server overwrites its files is its own.
/// </summary>
public sealed partial class ErasedBytesTests
{
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

    // Every text in the files that looks like one.
    private static HashSet<string> UuidsIn(StorageFixture storage) =>
    [
        .. Directory.EnumerateFiles(storage.Options.Path)
            .SelectMany(file => Pattern().Matches(Encoding.Latin1.GetString(File.ReadAllBytes(file))))
            .Select(match => match.Value),
    ];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Pattern();

    private string NewUuid() => ErasedCustomers.NewUuid(_random);
}
