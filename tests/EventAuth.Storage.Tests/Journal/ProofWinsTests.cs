using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>
/// The contract's "Which profile", "Profiles are joined on proof only" and "Data keeps its proof", as far as they are about proof, each
/// sentence against the real database.
/// </summary>
public abstract class ProofWinsTests(int remembered, bool onServer) : IAsyncLifetime
{
    private const string Owner = "11111111-0000-4000-8000-000000000001";
    private const string Stranger = "22222222-0000-4000-8000-000000000002";
    private const string Other = "33333333-0000-4000-8000-000000000003";
    private const string Email = "anna@shop.example";
    private static readonly TokenIdentity ByEmail = new(null, Email, null);
    private static readonly TokenIdentity ByCustomId = new(null, null, "c-17");
    private static readonly TokenIdentity ByUuid = new(Owner, null, null);

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer, options => options with { MaxRemembered = remembered });

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    // "A customId or email that somebody holds without proof counts as existing only where that profile also has the token's or the event's
    // uuid."
    [Theory]
    [InlineData(Email, null)]
    [InlineData(null, "c-17")]
    public async Task Claim_OfAStranger_IsTakenByTheProofAndTheStrangerChangesTheOwnersProfileNoMore(string? email, string? customId)
    {
        await _storage.AppendAsync(Entry(Stranger, email: email, customId: customId, data: new PlainDatum("city", "\"Graz\"")));

        await _storage.AppendAsync(Entry(Owner, token: new TokenIdentity(null, email, customId), data: new PlainDatum("city", "\"Wien\"")));
        await _storage.AppendAsync(Entry(Stranger, data: [new PlainDatum("city", "\"Linz\""), new PlainDatum("size", "\"M\"")]));

        var owner = await _storage.ProfileAsync(Owner);
        Assert.Equal((email, customId), (owner.Email, owner.CustomId));
        Assert.Equal("\"Wien\"", Assert.Single(owner.Attributes).Value.GetRawText());
        Assert.Equal([Owner], owner.Uuids.ToArray());
        Assert.Single(await _storage.ActivitiesAsync(Owner));
        var stranger = await _storage.ProfileAsync(Stranger);
        Assert.False(stranger.IsRecognized);
        Assert.Equal("\"Linz\"", stranger.Attributes["city"].GetRawText());
        Assert.Equal(2, (await _storage.ActivitiesAsync(Stranger)).Count);
    }

    // "(its history stays with it and says so)"
    [Fact]
    public async Task Claim_TakenByProof_StandsInTheHistoryOfWhoLostIt()
    {
        await _storage.AppendAsync(Entry(Stranger, email: Email));
        var taking = await _storage.AppendAsync(Entry(Owner, token: ByEmail));

        var links = (await LinksAsync(Stranger)).Where(link => link.Kind == IdentifierKind.Email).ToList();
        Assert.Equal([LinkProof.Taken, LinkProof.None], links.Select(link => link.Proof));
        Assert.Equal(taking.EventId, links[0].EventId);
        Assert.Equal(LinkProof.Token, Assert.Single(await LinksAsync(Owner), link => link.Kind == IdentifierKind.Email).Proof);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Claim_OfTheOwnersOwnBrowser_BecomesProven(bool tokenNamesTheUuid)
    {
        await _storage.AppendAsync(Entry(Owner, email: Email, data: new PlainDatum("city", "\"Wien\"")));
        Assert.False((await _storage.ProfileAsync(Owner)).EmailProven);

        await _storage.AppendAsync(Entry(Owner, token: ByEmail with { Uuid = tokenNamesTheUuid ? Owner : null }));

        var profile = await _storage.ProfileAsync(Owner);
        Assert.True(profile.EmailProven);
        Assert.Equal(["city"], profile.UnprovenAttributes.ToArray());
        Assert.Equal(2, (await _storage.ActivitiesAsync(Owner)).Count);
        Assert.Equal(1, _storage.ReadNumber("""SELECT count(*) FROM "Profiles" """));
    }

    // "They are identity, not customer data: they create and recognise the profile even where data may not change."
    [Fact]
    public async Task Claim_WhereDataMayNotChange_IsTakenAllTheSame()
    {
        await _storage.AppendAsync(Entry(Stranger, email: Email));

        await _storage.AppendAsync(Entry(Owner, token: ByEmail), Snapshot(withJwt: "other.event"));

        var owner = Assert.Single(await _storage.Profiles.SearchAsync(Email, CancellationToken.None));
        Assert.True(owner.EmailProven);
        Assert.NotEqual(Stranger, owner.Uuid);
        Assert.False((await _storage.ProfileAsync(Stranger)).IsRecognized);
    }

    // "an identifier that another profile holds with proof stays there (conflict), one that it holds without proof is taken from it"
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Token_EmailOfAnotherProfile_IsTakenOnlyWhereItIsNotProven(bool isProven)
    {
        await _storage.AppendAsync(isProven ? Entry(Stranger, token: ByEmail) : Entry(Stranger, email: Email));
        await _storage.AppendAsync(Entry(Owner, token: ByCustomId));

        var both = new TokenIdentity(null, Email, "c-17");
        var receipt = await _storage.AppendAsync(Entry(Owner, token: both, data: new PlainDatum("city", "\"Wien\"")));

        var (owner, stranger) = (await _storage.ProfileAsync(Owner), await _storage.ProfileAsync(Stranger));
        Assert.Equal(Email, isProven ? stranger.Email : owner.Email);
        Assert.Null(isProven ? owner.Email : stranger.Email);
        Assert.Equal(isProven ? 0 : 1, owner.Attributes.Count);
        var activity = (await _storage.ActivitiesAsync(Owner)).Single(a => a.EventId == receipt.EventId);
        Assert.Equal(isProven, activity.Conflict);
        Assert.Equal(isProven ? "city" : "", string.Join(',', activity.NotKept));

        // "the answer to the sender is the same with and without it"
        Assert.Null(receipt.NotKept);
    }

    [Fact]
    public async Task Token_UuidThatAnotherProfileHasWithProof_IsAConflict()
    {
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(Stranger, Email, null)));
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(Owner, null, "c-17")));

        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(Stranger, null, "c-17")));

        Assert.Equal([Stranger], (await _storage.ProfileAsync(Stranger)).Uuids.ToArray());
        Assert.Single(await _storage.ActivitiesAsync(Owner), activity => activity.Conflict);
    }

    // A stranger recognizes the owner's uuid by an e-mail of their own: the owner's token carries the uuid, and wins.
    [Fact]
    public async Task Token_UuidThatAnotherProfileHasWithoutProof_IsTakenAndTheOtherGetsOneFromTheServer()
    {
        await _storage.AppendAsync(Entry(null, token: ByCustomId));
        await _storage.AppendAsync(Entry(Owner, email: "junk@shop.example", data: new PlainDatum("city", "\"Graz\"")));

        await _storage.AppendAsync(Entry(Owner, token: ByCustomId with { Uuid = Owner }, data: new PlainDatum("phone", "1")));

        var owner = await _storage.ProfileAsync(Owner);
        Assert.Equal("c-17", owner.CustomId);
        Assert.Null(owner.Email);
        Assert.Equal(["phone"], owner.Attributes.Keys);
        var other = Assert.Single(await _storage.Profiles.SearchAsync("junk@shop.example", CancellationToken.None));
        Assert.NotEqual(Owner, Assert.Single(other.Uuids));
        Assert.Equal(other.Uuid, other.Uuids[0]);
        Assert.Single(await _storage.ActivitiesAsync(other.Uuid));
        Assert.Equal(
            [LinkProof.Server, LinkProof.Taken, LinkProof.None],
            (await LinksAsync(other.Uuid)).Where(link => link.Kind == IdentifierKind.Uuid).Select(link => link.Proof));
    }

    [Fact]
    public async Task Token_UuidThatWasOnlySentBesideAnothersToken_IsTaken()
    {
        await _storage.AppendAsync(Entry(Owner, token: new TokenIdentity(null, null, "c-stranger")));

        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(null, null, "c-17")));
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(Owner, null, "c-17"), data: new PlainDatum("phone", "1")));

        var owner = await _storage.ProfileAsync(Owner);
        Assert.Equal("c-17", owner.CustomId);
        Assert.True(owner.Attributes.ContainsKey("phone"));
    }

    [Fact]
    public async Task Token_UuidThatItCarries_StaysWithItFromThenOn()
    {
        await _storage.AppendAsync(Entry(Owner, email: Email));
        await _storage.AppendAsync(Entry(Owner, token: ByEmail with { Uuid = Owner }));
        await _storage.AppendAsync(Entry(null, token: ByCustomId));

        await _storage.AppendAsync(Entry(null, token: ByCustomId with { Uuid = Owner }));

        Assert.Equal(Email, (await _storage.ProfileAsync(Owner)).Email);
    }

    // "First the identifiers are settled, then the uuids."
    [Fact]
    public async Task Token_TakesTheOnlyIdentifierOfTheBrowsersProfile_ThenMergesIt()
    {
        await _storage.AppendAsync(Entry(null, token: ByCustomId, data: new PlainDatum("city", "\"Wien\"")));
        await _storage.AppendAsync(Entry(Owner, email: Email, data: [new PlainDatum("city", "\"Graz\""), new PlainDatum("size", "\"M\"")]));

        await _storage.AppendAsync(Entry(Owner, token: new TokenIdentity(null, Email, "c-17")));

        var profile = await _storage.ProfileAsync(Owner);
        Assert.Equal(("c-17", Email), (profile.CustomId, profile.Email));
        Assert.Equal(("\"Wien\"", "\"M\""), (profile.Attributes["city"].GetRawText(), profile.Attributes["size"].GetRawText()));
        Assert.Equal(["size"], profile.UnprovenAttributes.ToArray());
        Assert.Equal(3, (await _storage.ActivitiesAsync(Owner)).Count);
    }

    // "a proven customId replaces one without proof and is itself never replaced"
    [Fact]
    public async Task CustomId_WithoutProof_IsReplacedByAProvenOneWhichStays()
    {
        await _storage.AppendAsync(Entry(Owner, customId: "guess"));
        await _storage.AppendAsync(Entry(Owner, token: new TokenIdentity(Owner, null, "c-17")));
        await _storage.AppendAsync(Entry(Owner, token: new TokenIdentity(Owner, null, "c-18")));
        await _storage.AppendAsync(Entry(Owner, customId: "c-19"));

        Assert.Equal("c-17", (await _storage.ProfileAsync(Owner)).CustomId);
        Assert.Equal(2, (await _storage.ActivitiesAsync(Owner)).Count(activity => activity.Conflict));
        Assert.Empty(await _storage.Profiles.SearchAsync("guess", CancellationToken.None));
    }

    // "A value that came with a valid token is never replaced or removed without one"
    [Theory]
    [InlineData("\"Graz\"")]
    [InlineData(null)]
    public async Task Value_WithProof_IsNeitherReplacedNorRemovedWithoutOne(string? json)
    {
        await _storage.AppendAsync(Entry(Owner, token: ByEmail, data: new PlainDatum("city", "\"Wien\"")));

        var receipt = await _storage.AppendAsync(Entry(Owner, data: [new PlainDatum("city", json), new PlainDatum("size", "\"M\"")]));

        var profile = await _storage.ProfileAsync(Owner);
        Assert.Equal("\"Wien\"", profile.Attributes["city"].GetRawText());
        Assert.Equal(["size"], profile.UnprovenAttributes.ToArray());
        Assert.Equal(["city"], (await ActivityAsync(Owner, receipt)).NotKept.ToArray());

        // "without a token the answer is the same as ever"
        Assert.True(receipt.Decision.MayChangeData);
        Assert.Null(receipt.NotKept);
    }

    [Fact]
    public async Task Value_WithProof_SentAgainWithoutOne_IsKeptAndStaysProven()
    {
        await _storage.AppendAsync(Entry(Owner, token: ByEmail, data: new PlainDatum("city", "\"Wien\"")));

        var receipt = await _storage.AppendAsync(Entry(Owner, data: new PlainDatum("city", "\"Wien\"")));

        Assert.Empty((await _storage.ProfileAsync(Owner)).UnprovenAttributes);
        Assert.Empty((await ActivityAsync(Owner, receipt)).NotKept);
    }

    // "a value without proof gives way to one with"
    [Theory]
    [InlineData("\"Wien\"")]
    [InlineData("\"Graz\"")]
    [InlineData(null)]
    public async Task Value_WithoutProof_GivesWayToOneWith(string? json)
    {
        await _storage.AppendAsync(Entry(Owner, data: new PlainDatum("city", "\"Graz\"")));
        Assert.Equal(["city"], (await _storage.ProfileAsync(Owner)).UnprovenAttributes.ToArray());

        var receipt = await _storage.AppendAsync(Entry(Owner, token: ByEmail, data: new PlainDatum("city", json)));

        var profile = await _storage.ProfileAsync(Owner);
        Assert.Equal(json, profile.Attributes.TryGetValue("city", out var city) ? city.GetRawText() : null);
        Assert.Empty(profile.UnprovenAttributes);
        Assert.Empty((await ActivityAsync(Owner, receipt)).NotKept);
    }

    // "Of the 200 attributes of a profile at most 100 may be without proof"
    [Fact]
    public async Task Stranger_FillsAKnownProfile_TheOwnersDataStillFindsRoom()
    {
        await _storage.AppendAsync(Entry(Owner, token: ByEmail));
        var junk = await _storage.AppendAsync(Entry(Owner, "client.login", data: Numbered("junk", 200)));
        Assert.Equal(100, (await _storage.ProfileAsync(Owner)).Attributes.Count);
        Assert.Equal(100, (await ActivityAsync(Owner, junk)).NotKept.Length);

        var receipt = await _storage.AppendAsync(Entry(Owner, "form.submit", token: ByEmail, data: new PlainDatum("phone", "\"+43\"")));

        Assert.Equal("\"+43\"", (await _storage.ProfileAsync(Owner)).Attributes["phone"].GetRawText());
        Assert.Null(receipt.NotKept);
    }

    // "where more come, unproven ones are left out first"
    [Fact]
    public async Task Full_OfProvenAndUnprovenValues_UnprovenOnesAreLeftOutFirst()
    {
        await _storage.AppendAsync(Entry(Owner, data: Numbered("junk", 100)));
        await _storage.AppendAsync(Entry(Owner, token: ByEmail, data: Numbered("own", 150)));
        var profile = await _storage.ProfileAsync(Owner);
        Assert.Equal((200, 50), (profile.Attributes.Count, profile.UnprovenAttributes.Count));
        Assert.Equal(150, profile.Attributes.Keys.Count(name => name.StartsWith("own", StringComparison.Ordinal)));

        var without = await _storage.AppendAsync(Entry(Owner, data: [new PlainDatum("late", "1"), new PlainDatum("junk000", "2")]));
        Assert.Equal(["late"], (await ActivityAsync(Owner, without)).NotKept.ToArray());
        Assert.Equal("2", (await _storage.ProfileAsync(Owner)).Attributes["junk000"].GetRawText());

        var with = await _storage.AppendAsync(Entry(Owner, token: ByEmail, data: Numbered("more", 51)));
        Assert.Equal(["more050"], with.NotKept!);
        Assert.Equal(["more050"], (await ActivityAsync(Owner, with)).NotKept.ToArray());
        profile = await _storage.ProfileAsync(Owner);
        Assert.Equal((200, 0), (profile.Attributes.Count, profile.UnprovenAttributes.Count));
    }

    // "a repeat answers 202 with the first eventId": the same answer, and nobody without a token learns more.
    [Fact]
    public async Task NotKept_Repeated_IsToldAgainToWhoHasAToken()
    {
        var token = new TokenIdentity(Owner, null, null);
        await _storage.AppendAsync(Entry(Owner, token: token, data: Numbered("own", 200)));
        var first = await _storage.AppendAsync(Entry(Owner, token: token, salt: "s", data: new PlainDatum("late", "1")));
        Assert.Equal(["late"], first.NotKept!);

        var repeats = await _storage.Journal.AppendAsync(
            [Entry(Owner, token: token, salt: "s", data: new PlainDatum("late", "1")), Entry(Owner, salt: "s")], Snapshot());

        Assert.Equal(first.EventId, repeats.Receipts[0].EventId);
        Assert.Equal(["late"], repeats.Receipts[0].NotKept!);
        Assert.NotEqual(first.EventId, repeats.Receipts[1].EventId);
        Assert.Null(repeats.Receipts[1].NotKept);
        Assert.Equal(3, (await _storage.ActivitiesAsync(Owner)).Count);
    }

    // "the key is the identity as sent": a uuid that a token proves is another identity than the same uuid that anybody may send.
    [Fact]
    public async Task Salt_UsedUpByAStranger_DoesNotKeepOutTheOwnersEvent()
    {
        var strangers = await _storage.AppendAsync(Entry(Owner, salt: "s", data: new PlainDatum("city", "\"Graz\"")));

        var owners = await _storage.AppendAsync(Entry(Owner, token: ByUuid, salt: "s", data: new PlainDatum("city", "\"Wien\"")));
        var again = await _storage.AppendAsync(Entry(Owner, salt: "s", data: new PlainDatum("city", "\"Linz\"")));

        Assert.NotEqual(strangers.EventId, owners.EventId);
        Assert.Equal(strangers.EventId, again.EventId);
        Assert.Equal(2, (await _storage.ActivitiesAsync(Owner)).Count);
        var profile = await _storage.ProfileAsync(Owner);
        Assert.Equal("\"Wien\"", Assert.Single(profile.Attributes).Value.GetRawText());
        Assert.Empty(profile.UnprovenAttributes);
    }

    // "stored once": a repetition of the owner's event is not applied over newer data, even if somebody else used the salt.
    [Fact]
    public async Task Salt_UsedUpByAStranger_DoesNotBringBackWhatTheOwnerReplaced()
    {
        await _storage.AppendAsync(Entry(Owner, salt: "s", data: new PlainDatum("city", "\"Graz\"")));
        var first = await _storage.AppendAsync(Entry(Owner, token: ByUuid, salt: "s", data: new PlainDatum("city", "\"Wien\"")));
        await _storage.AppendAsync(Entry(Owner, token: ByUuid, data: new PlainDatum("city", "\"Linz\"")));

        var repeated = await _storage.AppendAsync(Entry(Owner, token: ByUuid, salt: "s", data: new PlainDatum("city", "\"Wien\"")));

        Assert.Equal(first.EventId, repeated.EventId);
        Assert.Equal("\"Linz\"", Assert.Single((await _storage.ProfileAsync(Owner)).Attributes).Value.GetRawText());
    }

    // Merges keep the marks, and obey the same limits.
    [Fact]
    public async Task Merge_OfAFullAnonymousProfile_BringsNoMoreThanThereIsRoomAndProvesNothing()
    {
        await _storage.AppendAsync(Entry(null, token: ByCustomId, data: Numbered("own", 150)));
        await _storage.AppendAsync(Entry(Owner, data: [.. Numbered("junk", 90), new PlainDatum("own000", "\"wrong\"")]));

        await _storage.AppendAsync(Entry(Owner, token: ByCustomId));

        var profile = await _storage.ProfileAsync(Owner);
        Assert.Equal((200, 50), (profile.Attributes.Count, profile.UnprovenAttributes.Count));
        Assert.Equal("0", profile.Attributes["own000"].GetRawText());
        Assert.DoesNotContain("own000", profile.UnprovenAttributes);
    }

    [Fact]
    public async Task Merge_OfAProfileWithProvenData_ReplacesWhatHasNoProof()
    {
        PlainDatum[] proven = [new("city", "\"Wien\""), new("size", "\"M\"")];
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(Owner, null, null), data: proven));
        await _storage.AppendAsync(Entry(Other, token: ByCustomId, data: new PlainDatum("size", "\"L\"")));
        await _storage.AppendAsync(Entry(Other, data: new PlainDatum("city", "\"Graz\"")));

        await _storage.AppendAsync(Entry(Owner, token: ByCustomId));

        var profile = await _storage.ProfileAsync(Owner);
        Assert.Equal(("\"Wien\"", "\"L\""), (profile.Attributes["city"].GetRawText(), profile.Attributes["size"].GetRawText()));
        Assert.Empty(profile.UnprovenAttributes);
    }

    [Fact]
    public async Task Conflict_WithoutToken_KeepsNothingOfWhatItBrought()
    {
        await _storage.AppendAsync(Entry(Owner, token: ByEmail));

        var receipt = await _storage.AppendAsync(Entry(Stranger, email: Email, data: new PlainDatum("city", "\"Graz\"")));

        Assert.Empty((await _storage.ProfileAsync(Stranger)).Attributes);
        var activity = await ActivityAsync(Stranger, receipt);
        Assert.True(activity.Conflict);
        Assert.Equal(["city"], activity.NotKept.ToArray());
    }

    private static PlainDatum[] Numbered(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new PlainDatum($"{name}{i:d3}", $"{i}"))];

    private async Task<Activity> ActivityAsync(string uuid, JournalReceipt receipt) =>
        Assert.Single(await _storage.ActivitiesAsync(uuid), activity => activity.EventId == receipt.EventId);

    private Task<IReadOnlyList<ProfileLink>> LinksAsync(string uuid) => _storage.Profiles.ReadLinksAsync(uuid, CancellationToken.None);
}

/// <summary>With everything remembered.</summary>
public sealed class RememberedProofWinsTests() : ProofWinsTests(int.MaxValue, onServer: false);

/// <summary>With everything forgotten between two transactions.</summary>
public sealed class ForgottenProofWinsTests() : ProofWinsTests(0, onServer: false);

/// <summary>On PostgreSQL, with everything remembered.</summary>
public sealed class ServerRememberedProofWinsTests() : ProofWinsTests(int.MaxValue, onServer: true);

/// <summary>On PostgreSQL, with everything forgotten between two transactions.</summary>
public sealed class ServerForgottenProofWinsTests() : ProofWinsTests(0, onServer: true);
