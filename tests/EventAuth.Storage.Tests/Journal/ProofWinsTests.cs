using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>
/// The contract's "Which profile" and "Profiles are joined on proof only", as far as they are about proof, each sentence against the real
/// database.
/// </summary>
public abstract class ProofWinsTests(int remembered, bool onServer) : ProofTest(remembered, onServer)
{
    // "A customId or email that somebody holds without proof counts as existing only where that profile also has the token's or the event's
    // uuid."
    [Theory]
    [InlineData(Email, null)]
    [InlineData(null, "c-17")]
    public async Task Claim_OfAStranger_IsTakenByTheProofAndTheStrangerChangesTheOwnersProfileNoMore(string? email, string? customId)
    {
        await Storage.AppendAsync(Entry(Stranger, email: email, customId: customId, data: new PlainDatum("city", "\"Graz\"")));

        await Storage.AppendAsync(Entry(Owner, token: new TokenIdentity(null, email, customId), data: new PlainDatum("city", "\"Wien\"")));
        await Storage.AppendAsync(Entry(Stranger, data: [new PlainDatum("city", "\"Linz\""), new PlainDatum("size", "\"M\"")]));

        var owner = await Storage.ProfileAsync(Owner);
        Assert.Equal((email, customId), (owner.Email, owner.CustomId));
        Assert.Equal("\"Wien\"", Assert.Single(owner.Attributes).Value.GetRawText());
        Assert.Equal([Owner], owner.Uuids.ToArray());
        Assert.Single(await Storage.ActivitiesAsync(Owner));
        var stranger = await Storage.ProfileAsync(Stranger);
        Assert.False(stranger.IsRecognized);
        Assert.Equal("\"Linz\"", stranger.Attributes["city"].GetRawText());
        Assert.Equal(2, (await Storage.ActivitiesAsync(Stranger)).Count);
    }

    // "(its history stays with it and says so)"
    [Fact]
    public async Task Claim_TakenByProof_StandsInTheHistoryOfWhoLostIt()
    {
        await Storage.AppendAsync(Entry(Stranger, email: Email));
        var taking = await Storage.AppendAsync(Entry(Owner, token: ByEmail));

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
        await Storage.AppendAsync(Entry(Owner, email: Email, data: new PlainDatum("city", "\"Wien\"")));
        Assert.False((await Storage.ProfileAsync(Owner)).EmailProven);

        await Storage.AppendAsync(Entry(Owner, token: ByEmail with { Uuid = tokenNamesTheUuid ? Owner : null }));

        var profile = await Storage.ProfileAsync(Owner);
        Assert.True(profile.EmailProven);
        Assert.Equal(["city"], profile.UnprovenAttributes.ToArray());
        Assert.Equal(2, (await Storage.ActivitiesAsync(Owner)).Count);
        Assert.Equal(1, Storage.ReadNumber("""SELECT count(*) FROM "Profiles" """));
    }

    // "They are identity, not customer data: they create and recognise the profile even where data may not change."
    [Fact]
    public async Task Claim_WhereDataMayNotChange_IsTakenAllTheSame()
    {
        await Storage.AppendAsync(Entry(Stranger, email: Email));

        await Storage.AppendAsync(Entry(Owner, token: ByEmail), Snapshot(withJwt: "other.event"));

        var owner = Assert.Single(await Storage.Profiles.SearchAsync(Email, CancellationToken.None));
        Assert.True(owner.EmailProven);
        Assert.NotEqual(Stranger, owner.Uuid);
        Assert.False((await Storage.ProfileAsync(Stranger)).IsRecognized);
    }

    // "an identifier that another profile holds with proof stays there (conflict), one that it holds without proof is taken from it"
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Token_EmailOfAnotherProfile_IsTakenOnlyWhereItIsNotProven(bool isProven)
    {
        await Storage.AppendAsync(isProven ? Entry(Stranger, token: ByEmail) : Entry(Stranger, email: Email));
        await Storage.AppendAsync(Entry(Owner, token: ByCustomId));

        var both = new TokenIdentity(null, Email, "c-17");
        var receipt = await Storage.AppendAsync(Entry(Owner, token: both, data: new PlainDatum("city", "\"Wien\"")));

        var (owner, stranger) = (await Storage.ProfileAsync(Owner), await Storage.ProfileAsync(Stranger));
        Assert.Equal(Email, isProven ? stranger.Email : owner.Email);
        Assert.Null(isProven ? owner.Email : stranger.Email);
        Assert.Equal(isProven ? 0 : 1, owner.Attributes.Count);
        var activity = (await Storage.ActivitiesAsync(Owner)).Single(a => a.EventId == receipt.EventId);
        Assert.Equal(isProven, activity.Conflict);
        Assert.Equal(isProven ? "city" : "", string.Join(',', activity.NotKept));

        // "the answer to the sender is the same with and without it"
        Assert.Null(receipt.NotKept);
    }

    [Fact]
    public async Task Token_UuidThatAnotherProfileHasWithProof_IsAConflict()
    {
        await Storage.AppendAsync(Entry(null, token: new TokenIdentity(Stranger, Email, null)));
        await Storage.AppendAsync(Entry(null, token: new TokenIdentity(Owner, null, "c-17")));

        await Storage.AppendAsync(Entry(null, token: new TokenIdentity(Stranger, null, "c-17")));

        Assert.Equal([Stranger], (await Storage.ProfileAsync(Stranger)).Uuids.ToArray());
        Assert.Single(await Storage.ActivitiesAsync(Owner), activity => activity.Conflict);
    }

    // A stranger recognizes the owner's uuid by an e-mail of their own: the owner's token carries the uuid, and wins.
    [Fact]
    public async Task Token_UuidThatAnotherProfileHasWithoutProof_IsTakenAndTheOtherGetsOneFromTheServer()
    {
        await Storage.AppendAsync(Entry(null, token: ByCustomId));
        await Storage.AppendAsync(Entry(Owner, email: "junk@shop.example", data: new PlainDatum("city", "\"Graz\"")));

        await Storage.AppendAsync(Entry(Owner, token: ByCustomId with { Uuid = Owner }, data: new PlainDatum("phone", "1")));

        var owner = await Storage.ProfileAsync(Owner);
        Assert.Equal("c-17", owner.CustomId);
        Assert.Null(owner.Email);
        Assert.Equal(["phone"], owner.Attributes.Keys);
        var other = Assert.Single(await Storage.Profiles.SearchAsync("junk@shop.example", CancellationToken.None));
        Assert.NotEqual(Owner, Assert.Single(other.Uuids));
        Assert.Equal(other.Uuid, other.Uuids[0]);
        Assert.Single(await Storage.ActivitiesAsync(other.Uuid));
        Assert.Equal(
            [LinkProof.Server, LinkProof.Taken, LinkProof.None],
            (await LinksAsync(other.Uuid)).Where(link => link.Kind == IdentifierKind.Uuid).Select(link => link.Proof));
    }

    [Fact]
    public async Task Token_UuidThatWasOnlySentBesideAnothersToken_IsTaken()
    {
        await Storage.AppendAsync(Entry(Owner, token: new TokenIdentity(null, null, "c-stranger")));

        await Storage.AppendAsync(Entry(null, token: new TokenIdentity(null, null, "c-17")));
        await Storage.AppendAsync(Entry(null, token: new TokenIdentity(Owner, null, "c-17"), data: new PlainDatum("phone", "1")));

        var owner = await Storage.ProfileAsync(Owner);
        Assert.Equal("c-17", owner.CustomId);
        Assert.True(owner.Attributes.ContainsKey("phone"));
    }

    [Fact]
    public async Task Token_UuidThatItCarries_StaysWithItFromThenOn()
    {
        await Storage.AppendAsync(Entry(Owner, email: Email));
        await Storage.AppendAsync(Entry(Owner, token: ByEmail with { Uuid = Owner }));
        await Storage.AppendAsync(Entry(null, token: ByCustomId));

        await Storage.AppendAsync(Entry(null, token: ByCustomId with { Uuid = Owner }));

        Assert.Equal(Email, (await Storage.ProfileAsync(Owner)).Email);
    }

    // "First the identifiers are settled, then the uuids."
    [Fact]
    public async Task Token_TakesTheOnlyIdentifierOfTheBrowsersProfile_ThenMergesIt()
    {
        await Storage.AppendAsync(Entry(null, token: ByCustomId, data: new PlainDatum("city", "\"Wien\"")));
        await Storage.AppendAsync(Entry(Owner, email: Email, data: [new PlainDatum("city", "\"Graz\""), new PlainDatum("size", "\"M\"")]));

        await Storage.AppendAsync(Entry(Owner, token: new TokenIdentity(null, Email, "c-17")));

        var profile = await Storage.ProfileAsync(Owner);
        Assert.Equal(("c-17", Email), (profile.CustomId, profile.Email));
        Assert.Equal(("\"Wien\"", "\"M\""), (profile.Attributes["city"].GetRawText(), profile.Attributes["size"].GetRawText()));
        Assert.Equal(["size"], profile.UnprovenAttributes.ToArray());
        Assert.Equal(3, (await Storage.ActivitiesAsync(Owner)).Count);
    }

    private Task<IReadOnlyList<ProfileLink>> LinksAsync(string uuid) => Storage.Profiles.ReadLinksAsync(uuid, CancellationToken.None);
}

/// <summary>With everything remembered.</summary>
public sealed class RememberedProofWinsTests() : ProofWinsTests(int.MaxValue, onServer: false);

/// <summary>With everything forgotten between two transactions.</summary>
public sealed class ForgottenProofWinsTests() : ProofWinsTests(0, onServer: false);

/// <summary>On PostgreSQL, with everything remembered.</summary>
public sealed class ServerRememberedProofWinsTests() : ProofWinsTests(int.MaxValue, onServer: true);

/// <summary>On PostgreSQL, with everything forgotten between two transactions.</summary>
public sealed class ServerForgottenProofWinsTests() : ProofWinsTests(0, onServer: true);
