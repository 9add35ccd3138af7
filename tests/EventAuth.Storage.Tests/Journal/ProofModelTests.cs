using System.Globalization;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Entities;
using EventAuth.Storage.Journal;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>
/// The writer compared with a slow and simple model, with events of few customers and strangers who claim each other's identifiers and fill each
/// other's profiles.
/// </summary>
public sealed class ProofModelTests
{
    private static readonly string[] Emails = ["anna@shop.example", "ANNA@shop.example", "ben@shop.example", "cem@shop.example"];
    private static readonly string[] CustomIds = ["c-1", "c-2", "c-3"];

    private const string Identifiers =
        """
        SELECT "Kind" || ' ' || iif("Kind" = 1 AND "Value" NOT LIKE '0000000%', 'server', "Value") || ' ' || "ProfileId"
            || iif("Proven", ' True', ' False')
        FROM "Identifiers"
        """;

    private const string Accepted =
        """
        SELECT "ProfileId" || iif("Conflict", ' True ', ' False ')
            || coalesce((SELECT group_concat("value") FROM json_each("NotKept")), '')
        FROM "Events" WHERE "EventId" IS NOT NULL ORDER BY "Id"
        """;

    private const string Profiles =
        """
        SELECT json_array("Id", "Email", "EmailProven", "CustomId", "CustomIdProven", "Attributes", "Unproven", "MergedInto")
        FROM "Profiles" ORDER BY "Id"
        """;

    // An event of each list, one that anonymous customers may send, and one of none.
    private static readonly PolicySnapshot Policy =
        Snapshot(anonymous: "page.visit client.login", update: "client.login", withJwt: "shop.order");

    /// <summary>Whatever is random: an e-mail is claimed and taken by its owner, and so is a uuid that a stranger recognized.</summary>
    private static readonly PlainEvent[] Claims =
    [
        Entry(Uuid(1), "client.login", email: Emails[2]),
        Entry(Uuid(2), "shop.order", token: new TokenIdentity(null, Emails[2], null)),
        Entry(Uuid(3), "client.login", customId: CustomIds[2]),
        Entry(null, "shop.order", token: new TokenIdentity(null, null, CustomIds[0])),
        Entry(null, "shop.order", token: new TokenIdentity(Uuid(3), null, CustomIds[0])),
    ];

    [Theory]
    [InlineData(1, int.MaxValue)]
    [InlineData(2, 0)]
    [InlineData(3, 7)]
    [InlineData(4, int.MaxValue)]
    public async Task Writer_OneEventAfterAnother_KeepsWhatTheModelKeepsAndLosesNoProof(int seed, int remembered)
    {
        await using var storage = await StartAsync(options => options with { MaxRemembered = remembered });
        var model = new ProofModel(Policy);
        var before = new Dictionary<long, KeptProfile>();
        foreach (var sent in Claims.Concat(Events(new Random(seed)).Take(600)))
        {
            await storage.AppendAsync(sent, Policy);
            model.Send(sent);

            var after = ReadProfiles(storage);
            AssertBounds(after.Values);
            AssertNoProofIsLost(before, after, sent);
            before = after;
            AssertSame(model, storage);
        }

        Assert.Contains(model.Events, line => line.Contains("True", StringComparison.Ordinal));
        Assert.Contains(before.Values, profile => profile.Attributes.Count == Profile.MaxAttributes);
        Assert.Contains(before.Values, profile => profile.MergedInto is not null);
        Assert.NotEmpty(storage.Read("""SELECT 1 FROM "ProfileLinks" WHERE "Proof" = 4 AND "Kind" = 1"""));
        Assert.NotEmpty(storage.Read("""SELECT 1 FROM "ProfileLinks" WHERE "Proof" = 4 AND "Kind" <> 1"""));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Writer_ManyEventsOfOneRequest_KeepsWhatTheModelKeeps(int seed)
    {
        await using var storage = await StartAsync();
        var model = new ProofModel(Policy);
        foreach (var request in Events(new Random(seed)).Take(1_200).Chunk(40))
        {
            await storage.AppendAllAsync(request, Policy);
            Array.ForEach(request, model.Send);

            AssertBounds(ReadProfiles(storage).Values);
            AssertSame(model, storage);
        }
    }

    private static void AssertSame(ProofModel model, StorageFixture storage)
    {
        Assert.Equal(model.Profiles, ReadProfiles(storage).Values.Select(profile => profile.ToLine()));
        Assert.Equal(model.Identifiers, Lines(storage, Identifiers).Order(StringComparer.Ordinal));
        Assert.Equal(model.Events, Lines(storage, Accepted));
    }

    private static void AssertBounds(IEnumerable<KeptProfile> profiles)
    {
        var whole = profiles.Where(profile => profile.MergedInto is null).ToList();
        Assert.All(whole, profile => Assert.InRange(profile.Attributes.Count, 0, Profile.MaxAttributes));
        Assert.All(whole, profile => Assert.InRange(profile.Attributes.UnprovenCount, 0, Profile.MaxUnproven));
        var identifiers = whole
            .SelectMany(profile => new[] { profile.Email?.ToLowerInvariant(), profile.CustomId })
            .OfType<string>()
            .ToList();
        Assert.Equal(identifiers.Count, identifiers.Distinct().Count());
    }

    private static void AssertNoProofIsLost(Dictionary<long, KeptProfile> before, Dictionary<long, KeptProfile> after, PlainEvent sent)
    {
        foreach (var (id, old) in before.Where(pair => pair.Value.MergedInto is null))
        {
            var present = after[after[id].MergedInto ?? id];
            Assert.True(!old.CustomIdProven || (present.CustomIdProven && present.CustomId == old.CustomId));
            Assert.True(!old.EmailProven || (present.EmailProven && (sent.Token is not null || present.Email == old.Email)));
            Assert.True(sent.Token is not null || after[id].MergedInto is null);
            foreach (var (name, value) in old.Attributes.All.Where(pair => pair.Value.IsProven))
            {
                var stays = present.Attributes.All.GetValueOrDefault(name);
                var isOthers = present.Id != id && before[present.Id].Attributes.All.GetValueOrDefault(name).IsProven;
                var isFull = present.Id != id && present.Attributes.Count == Profile.MaxAttributes && present.Attributes.UnprovenCount == 0;
                var isSent = sent.Token is not null && sent.Data.Any(datum => datum.Name == name);
                Assert.True(stays == value || isOthers || isFull || isSent, name);
            }
        }
    }

    private static Dictionary<long, KeptProfile> ReadProfiles(StorageFixture storage) =>
        Lines(storage, Profiles).Select(KeptProfile.Parse).ToDictionary(profile => profile.Id);

    private static IEnumerable<string> Lines(StorageFixture storage, string sql) =>
        storage.Read(sql).Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!);

    private static IEnumerable<PlainEvent> Events(Random random)
    {
        for (var number = 0; ; number++)
        {
            var uuid = random.Next(10) == 0 ? null : Uuid(random.Next(1, 9));
            var token = uuid is null || random.Next(3) == 0 ? Token(random, uuid) : null;
            yield return Entry(
                token?.Uuid is null || random.Next(3) == 0 ? uuid : null,
                OneOf(random, "page.visit", "client.login", "client.login", "shop.order", "shop.other"),
                email: token is null && random.Next(3) == 0 ? OneOf(random, Emails) : null,
                customId: token is null && random.Next(4) == 0 ? OneOf(random, CustomIds) : null,
                token: token,
                salt: random.Next(6) == 0 ? $"s{random.Next(5)}" : null,
                at: Now.AddSeconds(number),
                data: Data(random, number));
        }
    }

    // A few values, or as many as an event may have.
    private static PlainDatum[] Data(Random random, int number)
    {
        var count = random.Next(8) == 0 ? random.Next(40, 200) : random.Next(4);
        var names = Enumerable.Range(0, count).Select(_ => $"a{random.Next(260)}").Distinct();
        return [.. names.Select(name => new PlainDatum(name, random.Next(6) == 0 ? null : $"{number % 3}"))];
    }

    private static TokenIdentity Token(Random random, string? uuid)
    {
        var token = new TokenIdentity(
            random.Next(2) == 0 ? uuid : null,
            random.Next(2) == 0 ? OneOf(random, Emails) : null,
            random.Next(2) == 0 ? OneOf(random, CustomIds) : null);
        return token is { Uuid: null, Email: null, CustomId: null } ? token with { CustomId = OneOf(random, CustomIds) } : token;
    }

    private static string Uuid(int number) => $"{number:x8}-0000-4000-8000-000000000001";

    private static string OneOf(Random random, params string[] values) => values[random.Next(values.Length)];

    private sealed record KeptProfile(
        long Id, string? Email, bool EmailProven, string? CustomId, bool CustomIdProven, CustomerAttributes Attributes, long? MergedInto)
    {
        public static KeptProfile Parse(string json)
        {
            var row = System.Text.Json.Nodes.JsonNode.Parse(json)!.AsArray();
            return new KeptProfile(
                (long)row[0]!,
                (string?)row[1],
                (long)row[2]! != 0,
                (string?)row[3],
                (long)row[4]! != 0,
                AttributesJson.Read((string)row[5]!, (string?)row[6]),
                (long?)row[7]);
        }

        public string ToLine() => MergedInto is { } into
            ? $"{Id} in {into}"
            : string.Join(' ', [$"{Id}", Line(Email, EmailProven), Line(CustomId, CustomIdProven), .. Attributes.All.Select(Line)]);

        private static string Line(KeyValuePair<string, AttributeValue> pair) => $"{pair.Key}={Line(pair.Value.Json, pair.Value.IsProven)}";

        private static string Line(string? text, bool isProven) => text is null ? "-" : text + (isProven ? "" : "?");
    }
}
