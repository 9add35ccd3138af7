using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>"A client.uuid that the token does not carry is linked only where data may change and only while it is unknown or anonymous."</summary>
public sealed class UuidLinkTests(RunningProgram running) : ProfileTest(running)
{
    [Fact]
    public async Task Token_UnknownClientUuidWhereDataMayChange_IsLinked()
    {
        await DataMayChangeAsync();
        var (device, customId) = (NewUuid(), NewCustomId());

        var eventId = await SendAsync(new { uuid = device }, Token(new { customId }));

        Assert.Equal(customId, Member(await Api.ProfileAsync(device), "customId"));
        Assert.True(await HasActivityAsync(device, eventId));
    }

    [Fact]
    public async Task Token_UnknownClientUuidWhereDataMayNotChange_IsNotLinked()
    {
        await DataMayNotChangeAsync();
        var device = NewUuid();

        await SendAsync(new { uuid = device }, Token(new { customId = NewCustomId() }));

        Assert.Null(await Api.FindProfileAsync(device));
    }

    [Fact]
    public async Task Token_AnonymousClientUuidWhereDataMayNotChange_StaysApart()
    {
        await DataMayNotChangeAsync();
        var (device, customId) = (NewUuid(), NewCustomId());
        var earlier = await SendAsync(new { uuid = device });

        var eventId = await SendAsync(new { uuid = device }, Token(new { customId }));

        Assert.Equal("anonymous", Member(await Api.ProfileAsync(device), "state"));
        Assert.True(await HasActivityAsync(device, earlier));
        Assert.False(await HasActivityAsync(device, eventId));
    }

    [Fact]
    public async Task Token_ClientUuidOfAnotherRecognizedProfile_StaysThere()
    {
        await DataMayChangeAsync();
        var (neighbour, neighbourId, uuid, customId) = (NewUuid(), NewCustomId(), NewUuid(), NewCustomId());
        await SendAsync(null, Token(new { uuid = neighbour, customId = neighbourId }));
        await SendAsync(new { uuid }, Token(new { customId }));

        var eventId = await SendAsync(new { uuid = neighbour }, Token(new { customId }));

        Assert.True(await HasActivityAsync(uuid, eventId));
        Assert.Equal(neighbourId, Member(await Api.ProfileAsync(neighbour), "customId"));
        Assert.DoesNotContain(neighbour, Uuids(await Api.ProfileAsync(uuid)));
    }

    [Fact]
    public async Task Token_ProfileMadeWithoutUuid_GetsOneFromTheServer()
    {
        await DataMayChangeAsync();
        var (device, customId) = (NewUuid(), NewCustomId());
        await SendAsync(null, Token(new { customId }));

        await SendAsync(new { uuid = device }, Token(new { customId }));

        var profile = await Api.ProfileAsync(device);
        Assert.Contains(device, Uuids(profile));
        var own = Assert.Single(Uuids(profile), uuid => uuid != device);
        Assert.True(Guid.TryParse(own, out _));
        Assert.Equal(own, Member(profile, "uuid"));
        Assert.Equal(2, (await Api.ActivitiesAsync(own)).Count);
    }
}
