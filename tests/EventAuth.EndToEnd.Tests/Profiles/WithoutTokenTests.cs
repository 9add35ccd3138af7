using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>"Without a token, client.uuid alone picks it."</summary>
public sealed class WithoutTokenTests(RunningProgram running) : ProfileTest(running)
{
    [Fact]
    public async Task EventWithoutToken_IdentifiersOfAnotherProfile_GoesToTheProfileOfItsUuid()
    {
        await DataMayChangeAsync();
        var (customer, stranger, email, customId) = (NewUuid(), NewUuid(), NewEmail(), NewCustomId());
        await SendAsync(null, Token(new { uuid = customer, email, customId }));

        var eventId = await SendAsync(new { uuid = stranger, email, customId });

        Assert.True(await HasActivityAsync(stranger, eventId));
        Assert.False(await HasActivityAsync(customer, eventId));
    }

    [Fact]
    public async Task EventWithoutToken_UuidInUpperCase_IsTheSameProfile()
    {
        await DataMayChangeAsync();
        var uuid = NewUuid();
        await SendAsync(new { uuid });

        var eventId = await SendAsync(new { uuid = uuid.ToUpperInvariant() });

        Assert.True(await HasActivityAsync(uuid, eventId));
        Assert.Equal([uuid], Uuids(await Api.ProfileAsync(uuid)));
    }

    [Fact]
    public async Task EventWithoutToken_DataMayNotChange_KeepsNoneOfTheCustomerData()
    {
        await DataMayNotChangeAsync();
        var uuid = NewUuid();

        await SendAsync(new { uuid, email = NewEmail(), customId = NewCustomId(), firstName = "Ada", attributes = new { city = "Brno" } });

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal("anonymous", Member(profile, "state"));
        Assert.Null(Member(profile, "email"));
        Assert.Null(Member(profile, "customId"));
        Assert.Empty(profile.GetProperty("attributes").EnumerateObject());
    }

    [Fact]
    public async Task EventWithoutToken_DataMayChange_KeepsTheCustomerData()
    {
        await DataMayChangeAsync();
        var (uuid, email, customId) = (NewUuid(), NewEmail(), NewCustomId());

        await SendAsync(new { uuid, email, customId, firstName = "Ada", attributes = new { city = "Brno", firstName = "not this" } });

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal("recognized", Member(profile, "state"));
        Assert.Equal(email, Member(profile, "email"));
        Assert.Equal(customId, Member(profile, "customId"));
        Assert.Equal("Ada", Attribute(profile, "firstName"));
        Assert.Equal("Brno", Attribute(profile, "city"));
    }

    [Fact]
    public async Task EventWithoutToken_NullValue_RemovesTheAttribute()
    {
        await DataMayChangeAsync();
        var uuid = NewUuid();
        await SendAsync(new { uuid, attributes = new { city = "Brno", age = 36 } });

        await SendAsync(new { uuid, attributes = new { city = (string?)null } });

        var profile = await Api.ProfileAsync(uuid);
        Assert.Null(Attribute(profile, "city"));
        Assert.Equal("36", Attribute(profile, "age"));
    }

    [Fact]
    public async Task EventWithoutToken_IdentifiersAmongTheAttributes_AreNeverIdentifiers()
    {
        await DataMayChangeAsync();
        var uuid = NewUuid();

        await SendAsync(new { uuid, attributes = new { email = NewEmail(), customId = NewCustomId() } });

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal("anonymous", Member(profile, "state"));
        Assert.Null(Member(profile, "email"));
        Assert.Null(Member(profile, "customId"));
    }
}
