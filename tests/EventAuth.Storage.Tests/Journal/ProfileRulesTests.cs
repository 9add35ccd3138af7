using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>The contract's paragraphs on profiles, each sentence against the real database.</summary>
public abstract class ProfileRulesTests(int remembered, bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string U2 = "22222222-0000-4000-8000-000000000002";
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer, options => options with { MaxRemembered = remembered });

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Anonymous_UnknownEmailWhereDataMayChange_BecomesRecognized()
    {
        await _storage.AppendAsync(Entry(U1));
        Assert.False((await _storage.ProfileAsync(U1)).IsRecognized);

        await _storage.AppendAsync(Entry(U1, email: "Anna@Shop.example"));

        var profile = await _storage.ProfileAsync(U1);
        Assert.Equal("Anna@Shop.example", profile.Email);
        Assert.Equal(2, (await _storage.ActivitiesAsync(U1)).Count);
    }

    [Fact]
    public async Task Anonymous_EmailWhereDataMayNotChange_StaysAnonymous()
    {
        var receipt = await _storage.AppendAsync(Entry(U1, email: "a@b.example", data: new PlainDatum("city", "\"Wien\"")), Snapshot(withJwt: "other.event"));

        Assert.False(receipt.Decision.MayChangeData);
        var profile = await _storage.ProfileAsync(U1);
        Assert.False(profile.IsRecognized);
        Assert.Empty(profile.Attributes);
        Assert.False(Assert.Single(await _storage.ActivitiesAsync(U1)).Conflict);
    }

    [Fact]
    public async Task Stranger_WithACustomersEmail_GainsNothingAndIsToldNothing()
    {
        await _storage.AppendAsync(Entry(U1, email: "anna@shop.example", data: new PlainDatum("city", "\"Wien\"")));

        var conflicting = await _storage.AppendAsync(Entry(U2, email: "ANNA@shop.example", data: new PlainDatum("city", "\"Graz\"")));
        var harmless = await _storage.AppendAsync(Entry("33333333-0000-4000-8000-000000000003", email: "new@shop.example"));

        Assert.Equal(harmless.Decision, conflicting.Decision);
        var stranger = await _storage.ProfileAsync(U2);
        Assert.False(stranger.IsRecognized);
        Assert.Empty(stranger.Attributes);
        Assert.True(Assert.Single(await _storage.ActivitiesAsync(U2)).Conflict);
        Assert.Equal("\"Wien\"", (await _storage.ProfileAsync(U1)).Attributes["city"].GetRawText());
        Assert.Single(await _storage.ActivitiesAsync(U1));
    }

    [Fact]
    public async Task Known_AnotherValueForASetIdentifier_IsAConflict()
    {
        await _storage.AppendAsync(Entry(U1, email: "a@b.example"));
        await _storage.AppendAsync(Entry(U1, email: "other@b.example", customId: "c-1"));

        var profile = await _storage.ProfileAsync(U1);
        Assert.Equal("a@b.example", profile.Email);
        Assert.Null(profile.CustomId);
        Assert.True((await _storage.ActivitiesAsync(U1)).Single(a => a.Conflict).ProfileUpdated);
    }

    [Fact]
    public async Task Token_NobodyYet_MakesAProfileEvenWhereDataMayNotChange()
    {
        var token = new TokenIdentity(null, "a@b.example", "c-17");
        var receipt = await _storage.AppendAsync(Entry(U1, token: token, data: new PlainDatum("city", "\"Wien\"")), Snapshot(withJwt: "other.event"));

        Assert.Equal(DecisionReason.Authenticated, receipt.Decision.Reason);
        Assert.Null(await _storage.Profiles.FindByUuidAsync(U1, CancellationToken.None));
        var profile = Assert.Single(await _storage.Profiles.SearchAsync("c-17", CancellationToken.None));
        Assert.Equal("a@b.example", profile.Email);
        Assert.Empty(profile.Attributes);
        Assert.Single(profile.Uuids);
        Assert.Equal(LinkProof.Server, (await _storage.Profiles.ReadLinksAsync(profile.Uuid, CancellationToken.None)).Single(l => l.Kind == IdentifierKind.Uuid).Proof);
    }

    [Fact]
    public async Task Token_AnonymousBrowser_IsMergedWithItsHistoryAndTheTokensProfileWins()
    {
        var token = new TokenIdentity(null, null, "c-17");
        await _storage.AppendAsync(Entry(U2, token: token, data: new PlainDatum("city", "\"Wien\"")));
        await _storage.AppendAsync(Entry(U1, data: [new PlainDatum("city", "\"Graz\""), new PlainDatum("size", "\"M\"")]));

        await _storage.AppendAsync(Entry(U1, token: token));

        var profile = await _storage.ProfileAsync(U1);
        Assert.Equal(U2, profile.Uuid);
        Assert.Equal([U2, U1], profile.Uuids.ToArray());
        Assert.Equal("\"Wien\"", profile.Attributes["city"].GetRawText());
        Assert.Equal("\"M\"", profile.Attributes["size"].GetRawText());
        Assert.Equal(3, (await _storage.ActivitiesAsync(U2)).Count);
        Assert.Contains(await _storage.Profiles.ReadLinksAsync(U1, CancellationToken.None), l => l.Value == U1 && l.Proof == LinkProof.SentWithToken);
    }

    [Fact]
    public async Task Token_UuidOfAnotherRecognizedCustomer_StaysThere()
    {
        await _storage.AppendAsync(Entry(U1, email: "a@b.example"));

        await _storage.AppendAsync(Entry(U1, token: new TokenIdentity(null, null, "c-2"), data: new PlainDatum("city", "\"Graz\"")));

        var owner = await _storage.ProfileAsync(U1);
        Assert.Null(owner.CustomId);
        Assert.Empty(owner.Attributes);
        Assert.Single(await _storage.ActivitiesAsync(U1));
        Assert.DoesNotContain(U1, Assert.Single(await _storage.Profiles.SearchAsync("c-2", CancellationToken.None)).Uuids);
    }

    [Fact]
    public async Task Token_ProvenEmail_ReplacesAnOlderOneWhichIsFreeAgain()
    {
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(null, "old@b.example", "c-1")));
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(null, "new@b.example", "c-1")));

        var profile = Assert.Single(await _storage.Profiles.SearchAsync("c-1", CancellationToken.None));
        Assert.Equal("new@b.example", profile.Email);
        Assert.Empty(await _storage.Profiles.SearchAsync("old@b.example", CancellationToken.None));
    }

    [Fact]
    public async Task Token_AnotherCustomIdOnAProvenOne_IsAConflictThatChangesNothing()
    {
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(U1, null, "c-1")));
        await _storage.AppendAsync(Entry(U1, token: new TokenIdentity(U1, null, "c-2"), data: new PlainDatum("city", "\"Graz\"")));

        var profile = await _storage.ProfileAsync(U1);
        Assert.Equal("c-1", profile.CustomId);
        Assert.Empty(profile.Attributes);
        Assert.Contains(await _storage.ActivitiesAsync(U1), a => a.Conflict);
    }

    [Fact]
    public async Task Token_UnprovenCustomId_IsReplacedByTheProvenOne()
    {
        await _storage.AppendAsync(Entry(U1, customId: "guess"));
        await _storage.AppendAsync(Entry(U1, token: new TokenIdentity(U1, null, "c-2")));

        Assert.Equal("c-2", (await _storage.ProfileAsync(U1)).CustomId);
    }

    [Fact]
    public async Task Token_EmailThatAnotherCustomerProved_StaysThere()
    {
        await _storage.AppendAsync(Entry(U1, token: new TokenIdentity(null, "a@b.example", null)));
        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(null, null, "c-2")));

        await _storage.AppendAsync(Entry(null, token: new TokenIdentity(null, "A@b.example", "c-2")));

        var profile = Assert.Single(await _storage.Profiles.SearchAsync("c-2", CancellationToken.None));
        Assert.Null(profile.Email);
        Assert.True((await _storage.ActivitiesAsync(profile.Uuid))[0].Conflict || (await _storage.ActivitiesAsync(profile.Uuid))[1].Conflict);
        Assert.Equal("a@b.example", (await _storage.ProfileAsync(U1)).Email);
    }

    [Fact]
    public async Task SameRequest_EventsOfOneNewCustomer_BuildOnEachOther()
    {
        var result = await _storage.Journal.AppendAsync([Entry(U1, email: "a@b.example"), Entry(U1), Entry(U2, email: "a@b.example")], Snapshot());

        Assert.Equal(
            [DecisionReason.AnonymousListEmpty, DecisionReason.KnownCustomer, DecisionReason.AnonymousListEmpty],
            result.Receipts.Select(r => r.Decision.Reason));
        Assert.True(Assert.Single(await _storage.ActivitiesAsync(U2)).Conflict);
    }

    [Fact]
    public async Task Attributes_BeyondTheMost_KeepWhatIsThere()
    {
        var token = new TokenIdentity(U1, null, null);
        PlainDatum[] all = [.. Enumerable.Range(0, Profile.MaxAttributes).Select(i => new PlainDatum($"a{i}", "1"))];
        await _storage.AppendAsync(Entry(U1, token: token, data: all));
        await _storage.AppendAsync(Entry(U1, token: token, data: [new("extra", "1"), new("a0", "2"), new("a1", null)]));

        var attributes = (await _storage.ProfileAsync(U1)).Attributes;
        Assert.False(attributes.ContainsKey("extra"));
        Assert.Equal("2", attributes["a0"].GetRawText());
        Assert.False(attributes.ContainsKey("a1"));
    }
}

/// <summary>With everything remembered.</summary>
public sealed class RememberedProfileRulesTests() : ProfileRulesTests(int.MaxValue, onServer: false);

/// <summary>With everything forgotten between two transactions.</summary>
public sealed class ForgottenProfileRulesTests() : ProfileRulesTests(0, onServer: false);

/// <summary>On PostgreSQL, with everything remembered.</summary>
public sealed class ServerRememberedProfileRulesTests() : ProfileRulesTests(int.MaxValue, onServer: true);

/// <summary>On PostgreSQL, with everything forgotten between two transactions.</summary>
public sealed class ServerForgottenProfileRulesTests() : ProfileRulesTests(0, onServer: true);
