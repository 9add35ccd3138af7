using System.Collections.Concurrent;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Entities;
using EventAuth.Storage.Journal;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
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
    [InlineData(1, int.MaxValue, false)]
    [InlineData(2, 0, false)]
    [InlineData(3, 7, false)]
    [InlineData(4, int.MaxValue, false)]
    [InlineData(1, int.MaxValue, true)]
    [InlineData(3, 7, true)]
    public async Task Writer_OneEventAfterAnother_KeepsWhatTheModelKeepsAndLosesNoProof(int seed, int remembered, bool onServer)
    {
        var server = onServer ? await MigratedDatabase.NewAsync() : null;
        await using var storage = await StartAsync(options => options with { MaxRemembered = remembered, Server = server });
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
        await using var context = await storage.Contexts.CreateDbContextAsync();
        Assert.Contains(context.ProfileLinks, link => link.Proof == LinkProof.Taken && link.Kind == IdentifierKind.Uuid);
        Assert.Contains(context.ProfileLinks, link => link.Proof == LinkProof.Taken && link.Kind != IdentifierKind.Uuid);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public async Task Writer_ManyEventsOfOneRequest_KeepsWhatTheModelKeeps(int seed, bool onServer)
    {
        var server = onServer ? await MigratedDatabase.NewAsync() : null;
        await using var storage = await StartAsync(options => options with { Server = server });
        var model = new ProofModel(Policy);
        foreach (var request in Events(new Random(seed)).Take(1_200).Chunk(40))
        {
            await storage.AppendAllAsync(request, Policy);
            Array.ForEach(request, model.Send);

            AssertBounds(ReadProfiles(storage).Values);
            AssertSame(model, storage);
        }
    }

    // On one database of PostgreSQL, as two machines would: whatever they do at the same instant is as if it came one after the other.
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Writers_OfTwoProcessesAtOnce_KeepWhatTheModelKeepsInTheOrderOfIds(int seed)
    {
        var server = await MigratedDatabase.NewAsync();
        await using var one = await StartAsync(options => options with { Server = server });
        await using var other = await StartAsync(
            options => options with { Server = server },
            options => File.Copy(Path.Combine(one.Options.Path, "audit.key"), Path.Combine(options.Path, "audit.key")));
        var sent = new ConcurrentDictionary<Guid, PlainEvent>();
        var events = Claims.Concat(Events(new Random(seed)).Take(1_200)).Select(plain => plain with { EventSalt = null });
        await Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (plain, _) =>
        {
            var receipt = await (plain.GetHashCode() % 2 == 0 ? one : other).AppendAsync(plain, Policy);
            sent[receipt.EventId] = plain;
        });

        var model = new ProofModel(Policy);
        await using (var context = await one.Contexts.CreateDbContextAsync())
        {
            var accepted = await context.Events.Where(row => row.EventId != null).OrderBy(row => row.Id).Select(row => row.EventId!.Value).ToListAsync();
            accepted.ForEach(id => model.Send(sent[id]));
        }

        AssertBounds(ReadProfiles(one).Values);
        AssertSame(model, one);
    }

    private static void AssertSame(ProofModel model, StorageFixture storage)
    {
        Assert.Equal(model.Profiles, ReadProfiles(storage).Values.Select(profile => profile.ToLine()));
        using var context = storage.Contexts.CreateDbContext();
        var identifiers = context.Identifiers.AsNoTracking().ToList().Select(row =>
            $"{(int)row.Kind} {(row.Kind == IdentifierKind.Uuid && !row.Value.StartsWith("0000000", StringComparison.Ordinal) ? "server" : row.Value)} {row.ProfileId} {row.Proven}");
        Assert.Equal(model.Identifiers, identifiers.Order(StringComparer.Ordinal));
        var events = context.Events.AsNoTracking().Where(row => row.EventId != null).OrderBy(row => row.Id).ToList().Select(row =>
            $"{row.ProfileId} {row.Conflict} {(NamesJson.TryRead(row.NotKept, out var names) ? string.Join(',', names) : "?")}");
        Assert.Equal(model.Events, events);
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

    private static Dictionary<long, KeptProfile> ReadProfiles(StorageFixture storage)
    {
        using var context = storage.Contexts.CreateDbContext();
        return context.Profiles.AsNoTracking().OrderBy(row => row.Id).ToList().Select(KeptProfile.Of).ToDictionary(profile => profile.Id);
    }

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
        public static KeptProfile Of(ProfileRecord row) => new(
            row.Id, row.Email, row.EmailProven, row.CustomId, row.CustomIdProven, AttributesJson.Read(row.Attributes, row.Unproven),
            row.MergedInto);

        public string ToLine() => MergedInto is { } into
            ? $"{Id} in {into}"
            : string.Join(' ', [$"{Id}", Line(Email, EmailProven), Line(CustomId, CustomIdProven), .. Attributes.All.Select(Line)]);

        private static string Line(KeyValuePair<string, AttributeValue> pair) => $"{pair.Key}={Line(pair.Value.Json, pair.Value.IsProven)}";

        private static string Line(string? text, bool isProven) => text is null ? "-" : text + (isProven ? "" : "?");
    }
}
