using System.Globalization;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Postgres.Profiles;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Profiles;

/// <summary>Customers to be erased, whose data can be found wherever it lies.</summary>
internal static class ErasedCustomers
{
    public const string U1 = "11111111-0000-4000-8000-000000000001";
    public const string Others = "22222222-0000-4000-8000-000000000002";

    private const string Email = "marked.mail@shop.example";

    public static TokenIdentity Token { get; } = new(null, Email, "marked-custom-id");

    /// <summary>An event with marked data.</summary>
    public static PlainEvent Marked(string uuid, TokenIdentity? token) =>
        Entry(uuid, email: token is null ? null : Email, token: token, data: [new PlainDatum("note", "\"marked-attribute\"")]) with
        {
            Label = "marked-label",
            Params = $$"""{"long":"{{(uuid.StartsWith("77", StringComparison.Ordinal) ? new string('x', 9_000) : "")}} marked-parameter"}""",
        };

    /// <summary>Any uuid.</summary>
    public static string NewUuid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>
    /// Stops a deletion after its first transaction, where the profile is gone and everything else is still there. The action lets it
    /// go on.
    /// </summary>
    public static async Task<(Task<int?> Deletion, Action GoOn)> BeginAsync(StorageFixture storage)
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

    /// <summary>Returns when nothing is left to erase.</summary>
    public static async Task WaitAsync(StorageFixture storage)
    {
        while (storage.ReadNumber("""SELECT count(*) FROM "Erasures" """) > 0)
        {
            await Task.Delay(10);
        }
    }

    /// <summary>Searches the folder for what these customers had.</summary>
    public static FolderSearch MarksOf(StorageFixture storage, IReadOnlyList<string> uuids)
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
}
