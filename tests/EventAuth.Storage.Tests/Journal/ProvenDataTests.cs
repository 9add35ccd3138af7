using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>The contract's "Data keeps its proof", each sentence against the real database.</summary>
public abstract class ProvenDataTests(int remembered, bool onServer) : ProofTest(remembered, onServer)
{
    private static readonly TokenIdentity ByUuid = new(Owner, null, null);

    // "a proven customId replaces one without proof and is itself never replaced"
    [Fact]
    public async Task CustomId_WithoutProof_IsReplacedByAProvenOneWhichStays()
    {
        await Storage.AppendAsync(Entry(Owner, customId: "guess"));
        await Storage.AppendAsync(Entry(Owner, token: new TokenIdentity(Owner, null, "c-17")));
        await Storage.AppendAsync(Entry(Owner, token: new TokenIdentity(Owner, null, "c-18")));
        await Storage.AppendAsync(Entry(Owner, customId: "c-19"));

        Assert.Equal("c-17", (await Storage.ProfileAsync(Owner)).CustomId);
        Assert.Equal(2, (await Storage.ActivitiesAsync(Owner)).Count(activity => activity.Conflict));
        Assert.Empty(await Storage.Profiles.SearchAsync("guess", CancellationToken.None));
    }

    // "A value that came with a valid token is never replaced or removed without one"
    [Theory]
    [InlineData("\"Graz\"")]
    [InlineData(null)]
    public async Task Value_WithProof_IsNeitherReplacedNorRemovedWithoutOne(string? json)
    {
        await Storage.AppendAsync(Entry(Owner, token: ByEmail, data: new PlainDatum("city", "\"Wien\"")));

        var receipt = await Storage.AppendAsync(Entry(Owner, data: [new PlainDatum("city", json), new PlainDatum("size", "\"M\"")]));

        var profile = await Storage.ProfileAsync(Owner);
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
        await Storage.AppendAsync(Entry(Owner, token: ByEmail, data: new PlainDatum("city", "\"Wien\"")));

        var receipt = await Storage.AppendAsync(Entry(Owner, data: new PlainDatum("city", "\"Wien\"")));

        Assert.Empty((await Storage.ProfileAsync(Owner)).UnprovenAttributes);
        Assert.Empty((await ActivityAsync(Owner, receipt)).NotKept);
    }

    // "a value without proof gives way to one with"
    [Theory]
    [InlineData("\"Wien\"")]
    [InlineData("\"Graz\"")]
    [InlineData(null)]
    public async Task Value_WithoutProof_GivesWayToOneWith(string? json)
    {
        await Storage.AppendAsync(Entry(Owner, data: new PlainDatum("city", "\"Graz\"")));
        Assert.Equal(["city"], (await Storage.ProfileAsync(Owner)).UnprovenAttributes.ToArray());

        var receipt = await Storage.AppendAsync(Entry(Owner, token: ByEmail, data: new PlainDatum("city", json)));

        var profile = await Storage.ProfileAsync(Owner);
        Assert.Equal(json, profile.Attributes.TryGetValue("city", out var city) ? city.GetRawText() : null);
        Assert.Empty(profile.UnprovenAttributes);
        Assert.Empty((await ActivityAsync(Owner, receipt)).NotKept);
    }

    // "Of the 200 attributes of a profile at most 100 may be without proof"
    [Fact]
    public async Task Stranger_FillsAKnownProfile_TheOwnersDataStillFindsRoom()
    {
        await Storage.AppendAsync(Entry(Owner, token: ByEmail));
        var junk = await Storage.AppendAsync(Entry(Owner, "client.login", data: Numbered("junk", 200)));
        Assert.Equal(100, (await Storage.ProfileAsync(Owner)).Attributes.Count);
        Assert.Equal(100, (await ActivityAsync(Owner, junk)).NotKept.Length);

        var receipt = await Storage.AppendAsync(Entry(Owner, "form.submit", token: ByEmail, data: new PlainDatum("phone", "\"+43\"")));

        Assert.Equal("\"+43\"", (await Storage.ProfileAsync(Owner)).Attributes["phone"].GetRawText());
        Assert.Null(receipt.NotKept);
    }

    // "where more come, unproven ones are left out first"
    [Fact]
    public async Task Full_OfProvenAndUnprovenValues_UnprovenOnesAreLeftOutFirst()
    {
        await Storage.AppendAsync(Entry(Owner, data: Numbered("junk", 100)));
        await Storage.AppendAsync(Entry(Owner, token: ByEmail, data: Numbered("own", 150)));
        var profile = await Storage.ProfileAsync(Owner);
        Assert.Equal((200, 50), (profile.Attributes.Count, profile.UnprovenAttributes.Count));
        Assert.Equal(150, profile.Attributes.Keys.Count(name => name.StartsWith("own", StringComparison.Ordinal)));

        var without = await Storage.AppendAsync(Entry(Owner, data: [new PlainDatum("late", "1"), new PlainDatum("junk000", "2")]));
        Assert.Equal(["late"], (await ActivityAsync(Owner, without)).NotKept.ToArray());
        Assert.Equal("2", (await Storage.ProfileAsync(Owner)).Attributes["junk000"].GetRawText());

        var with = await Storage.AppendAsync(Entry(Owner, token: ByEmail, data: Numbered("more", 51)));
        Assert.Equal(["more050"], with.NotKept!);
        Assert.Equal(["more050"], (await ActivityAsync(Owner, with)).NotKept.ToArray());
        profile = await Storage.ProfileAsync(Owner);
        Assert.Equal((200, 0), (profile.Attributes.Count, profile.UnprovenAttributes.Count));
    }

    // "a repeat answers 202 with the first eventId": the same answer, and nobody without a token learns more.
    [Fact]
    public async Task NotKept_Repeated_IsToldAgainToWhoHasAToken()
    {
        var token = new TokenIdentity(Owner, null, null);
        await Storage.AppendAsync(Entry(Owner, token: token, data: Numbered("own", 200)));
        var first = await Storage.AppendAsync(Entry(Owner, token: token, salt: "s", data: new PlainDatum("late", "1")));
        Assert.Equal(["late"], first.NotKept!);

        var repeats = await Storage.Journal.AppendAsync(
            [Entry(Owner, token: token, salt: "s", data: new PlainDatum("late", "1")), Entry(Owner, salt: "s")], Snapshot());

        Assert.Equal(first.EventId, repeats.Receipts[0].EventId);
        Assert.Equal(["late"], repeats.Receipts[0].NotKept!);
        Assert.NotEqual(first.EventId, repeats.Receipts[1].EventId);
        Assert.Null(repeats.Receipts[1].NotKept);
        Assert.Equal(3, (await Storage.ActivitiesAsync(Owner)).Count);
    }

    // "the key is the identity as sent": a uuid that a token proves is another identity than the same uuid that anybody may send.
    [Fact]
    public async Task Salt_UsedUpByAStranger_DoesNotKeepOutTheOwnersEvent()
    {
        var strangers = await Storage.AppendAsync(Entry(Owner, salt: "s", data: new PlainDatum("city", "\"Graz\"")));

        var owners = await Storage.AppendAsync(Entry(Owner, token: ByUuid, salt: "s", data: new PlainDatum("city", "\"Wien\"")));
        var again = await Storage.AppendAsync(Entry(Owner, salt: "s", data: new PlainDatum("city", "\"Linz\"")));

        Assert.NotEqual(strangers.EventId, owners.EventId);
        Assert.Equal(strangers.EventId, again.EventId);
        Assert.Equal(2, (await Storage.ActivitiesAsync(Owner)).Count);
        var profile = await Storage.ProfileAsync(Owner);
        Assert.Equal("\"Wien\"", Assert.Single(profile.Attributes).Value.GetRawText());
        Assert.Empty(profile.UnprovenAttributes);
    }

    // "stored once": a repetition of the owner's event is not applied over newer data, even if somebody else used the salt.
    [Fact]
    public async Task Salt_UsedUpByAStranger_DoesNotBringBackWhatTheOwnerReplaced()
    {
        await Storage.AppendAsync(Entry(Owner, salt: "s", data: new PlainDatum("city", "\"Graz\"")));
        var first = await Storage.AppendAsync(Entry(Owner, token: ByUuid, salt: "s", data: new PlainDatum("city", "\"Wien\"")));
        await Storage.AppendAsync(Entry(Owner, token: ByUuid, data: new PlainDatum("city", "\"Linz\"")));

        var repeated = await Storage.AppendAsync(Entry(Owner, token: ByUuid, salt: "s", data: new PlainDatum("city", "\"Wien\"")));

        Assert.Equal(first.EventId, repeated.EventId);
        Assert.Equal("\"Linz\"", Assert.Single((await Storage.ProfileAsync(Owner)).Attributes).Value.GetRawText());
    }

    // Merges keep the marks, and obey the same limits.
    [Fact]
    public async Task Merge_OfAFullAnonymousProfile_BringsNoMoreThanThereIsRoomAndProvesNothing()
    {
        await Storage.AppendAsync(Entry(null, token: ByCustomId, data: Numbered("own", 150)));
        await Storage.AppendAsync(Entry(Owner, data: [.. Numbered("junk", 90), new PlainDatum("own000", "\"wrong\"")]));

        await Storage.AppendAsync(Entry(Owner, token: ByCustomId));

        var profile = await Storage.ProfileAsync(Owner);
        Assert.Equal((200, 50), (profile.Attributes.Count, profile.UnprovenAttributes.Count));
        Assert.Equal("0", profile.Attributes["own000"].GetRawText());
        Assert.DoesNotContain("own000", profile.UnprovenAttributes);
    }

    [Fact]
    public async Task Merge_OfAProfileWithProvenData_ReplacesWhatHasNoProof()
    {
        PlainDatum[] proven = [new("city", "\"Wien\""), new("size", "\"M\"")];
        await Storage.AppendAsync(Entry(null, token: new TokenIdentity(Owner, null, null), data: proven));
        await Storage.AppendAsync(Entry(Other, token: ByCustomId, data: new PlainDatum("size", "\"L\"")));
        await Storage.AppendAsync(Entry(Other, data: new PlainDatum("city", "\"Graz\"")));

        await Storage.AppendAsync(Entry(Owner, token: ByCustomId));

        var profile = await Storage.ProfileAsync(Owner);
        Assert.Equal(("\"Wien\"", "\"L\""), (profile.Attributes["city"].GetRawText(), profile.Attributes["size"].GetRawText()));
        Assert.Empty(profile.UnprovenAttributes);
    }

    [Fact]
    public async Task Conflict_WithoutToken_KeepsNothingOfWhatItBrought()
    {
        await Storage.AppendAsync(Entry(Owner, token: ByEmail));

        var receipt = await Storage.AppendAsync(Entry(Stranger, email: Email, data: new PlainDatum("city", "\"Graz\"")));

        Assert.Empty((await Storage.ProfileAsync(Stranger)).Attributes);
        var activity = await ActivityAsync(Stranger, receipt);
        Assert.True(activity.Conflict);
        Assert.Equal(["city"], activity.NotKept.ToArray());
    }

    private static PlainDatum[] Numbered(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new PlainDatum($"{name}{i:d3}", $"{i}"))];
}

/// <summary>With everything remembered.</summary>
public sealed class RememberedProvenDataTests() : ProvenDataTests(int.MaxValue, onServer: false);

/// <summary>With everything forgotten between two transactions.</summary>
public sealed class ForgottenProvenDataTests() : ProvenDataTests(0, onServer: false);

/// <summary>On PostgreSQL, with everything remembered.</summary>
public sealed class ServerRememberedProvenDataTests() : ProvenDataTests(int.MaxValue, onServer: true);

/// <summary>On PostgreSQL, with everything forgotten between two transactions.</summary>
public sealed class ServerForgottenProvenDataTests() : ProvenDataTests(0, onServer: true);
