using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>"With a valid token": what proof merges and replaces, and what even proof does not.</summary>
public sealed class MergeTests(RunningProgram running) : ProfileTest(running)
{
    [Fact]
    public async Task Token_AnonymousProfileBehindClientUuid_IsMergedWithItsHistory()
    {
        await DataMayChangeAsync();
        var (uuid, device, customId) = (NewUuid(), NewUuid(), NewCustomId());
        await SendAsync(new { attributes = new { city = "Brno", colour = "red" } }, Token(new { uuid, customId }));
        var earlier = await SendAsync(new { uuid = device, attributes = new { city = "Praha", size = "XL" } });

        var eventId = await SendAsync(new { uuid = device }, Token(new { customId }));

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal([uuid, device], Uuids(profile));
        Assert.Equal(profile.GetRawText(), (await Api.ProfileAsync(device)).GetRawText());
        Assert.True(await HasActivityAsync(uuid, earlier));
        Assert.True(await HasActivityAsync(device, eventId));
        Assert.Equal("Brno", Attribute(profile, "city"));
        Assert.Equal("red", Attribute(profile, "colour"));
        Assert.Equal("XL", Attribute(profile, "size"));
    }

    [Fact]
    public async Task Token_MergedUuidWithoutToken_ThenSpeaksForTheKnownCustomer()
    {
        await DataMayChangeAsync();
        var (uuid, device, customId) = (NewUuid(), NewUuid(), NewCustomId());
        await SendAsync(null, Token(new { uuid, customId }));
        await SendAsync(new { uuid = device });
        await SendAsync(new { uuid = device }, Token(new { customId }));

        var eventId = await SendAsync(new { uuid = device });

        var activity = await ActivityAsync(uuid, eventId);
        Assert.Equal("known_customer", Member(activity, "reason"));
    }

    [Fact]
    public async Task Token_NewEmail_ReplacesTheOlderOne()
    {
        await DataMayChangeAsync();
        var (uuid, customId, old, proven) = (NewUuid(), NewCustomId(), NewEmail(), NewEmail());
        await SendAsync(null, Token(new { uuid, customId, email = old }));

        await SendAsync(null, Token(new { customId, email = proven }));

        Assert.Equal(proven, Member(await Api.ProfileAsync(uuid), "email"));
        var device = NewUuid();
        await SendAsync(new { uuid = device, email = old });
        Assert.Equal(old, Member(await Api.ProfileAsync(device), "email"));
    }

    [Fact]
    public async Task Token_EmailOnlyClaimedBefore_IsReplacedByTheProvenOne()
    {
        await DataMayChangeAsync();
        var (uuid, proven) = (NewUuid(), NewEmail());
        await SendAsync(new { uuid, email = NewEmail() });

        await SendAsync(null, Token(new { uuid, email = proven }));

        Assert.Equal(proven, Member(await Api.ProfileAsync(uuid), "email"));
    }

    [Fact]
    public async Task Token_NewCustomId_NeverReplacesTheProvenOne()
    {
        await DataMayChangeAsync();
        var (uuid, email, customId) = (NewUuid(), NewEmail(), NewCustomId());
        await SendAsync(null, Token(new { uuid, email, customId }));

        var eventId = await SendAsync(null, Token(new { email, customId = NewCustomId() }));

        Assert.Equal(customId, Member(await Api.ProfileAsync(uuid), "customId"));
        Assert.True(await HasActivityAsync(uuid, eventId));
    }

    [Fact]
    public async Task Token_EmailOfAnotherRecognizedProfile_StaysThereAndIsAConflict()
    {
        await DataMayChangeAsync();
        var (first, second, customId, email) = (NewUuid(), NewUuid(), NewCustomId(), NewEmail());
        await SendAsync(null, Token(new { uuid = first, customId }));
        await SendAsync(null, Token(new { uuid = second, email }));

        var eventId = await SendAsync(null, Token(new { customId, email }));

        Assert.Null(Member(await Api.ProfileAsync(first), "email"));
        Assert.Equal(email, Member(await Api.ProfileAsync(second), "email"));
        Assert.True(IsConflict(await ActivityAsync(first, eventId)));
    }

    [Fact]
    public async Task Token_UuidOfAnotherRecognizedProfile_StaysThereAndIsAConflict()
    {
        await DataMayChangeAsync();
        var (first, second, customId) = (NewUuid(), NewUuid(), NewCustomId());
        await SendAsync(null, Token(new { uuid = first, customId }));
        await SendAsync(null, Token(new { uuid = second, email = NewEmail() }));

        var eventId = await SendAsync(null, Token(new { customId, uuid = second }));

        Assert.Equal([first], Uuids(await Api.ProfileAsync(first)));
        Assert.Equal([second], Uuids(await Api.ProfileAsync(second)));
        Assert.True(IsConflict(await ActivityAsync(first, eventId)));
    }

    [Fact]
    public async Task Token_ClientUuidOfARecognizedProfile_DoesNotMergeIt()
    {
        await DataMayChangeAsync();
        var (device, claimed, customId) = (NewUuid(), NewEmail(), NewCustomId());
        await SendAsync(new { uuid = device, email = claimed });

        var eventId = await SendAsync(new { uuid = device }, Token(new { customId }));

        Assert.Equal(claimed, Member(await Api.ProfileAsync(device), "email"));
        Assert.Null(Member(await Api.ProfileAsync(device), "customId"));
        Assert.False(await HasActivityAsync(device, eventId));
    }
}
