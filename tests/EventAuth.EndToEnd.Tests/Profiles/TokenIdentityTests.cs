using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>"With a valid token, the token's identifiers pick it."</summary>
public sealed class TokenIdentityTests(RunningProgram running) : ProfileTest(running)
{
    [Fact]
    public async Task Token_IdentifiersOfThreeProfiles_PicksByCustomIdFirst()
    {
        await DataMayChangeAsync();
        var (first, second, third, customId, email) = (NewUuid(), NewUuid(), NewUuid(), NewCustomId(), NewEmail());
        await SendAsync(null, Token(new { uuid = first, customId }));
        await SendAsync(null, Token(new { uuid = second, email }));
        await SendAsync(null, Token(new { uuid = third, email = NewEmail() }));

        var eventId = await SendAsync(null, Token(new { uuid = third, email, customId }));

        Assert.True(await HasActivityAsync(first, eventId));
    }

    [Fact]
    public async Task Token_EmailAndUuidOfTwoProfiles_PicksByEmail()
    {
        await DataMayChangeAsync();
        var (first, second, email) = (NewUuid(), NewUuid(), NewEmail());
        await SendAsync(null, Token(new { uuid = first, email }));
        await SendAsync(null, Token(new { uuid = second, email = NewEmail() }));

        var eventId = await SendAsync(null, Token(new { uuid = second, email }));

        Assert.True(await HasActivityAsync(first, eventId));
    }

    [Fact]
    public async Task Token_UnknownCustomIdWithKnownEmail_PicksTheFirstThatExists()
    {
        await DataMayChangeAsync();
        var (uuid, email, customId) = (NewUuid(), NewEmail(), NewCustomId());
        await SendAsync(null, Token(new { uuid, email }));

        var eventId = await SendAsync(null, Token(new { email, customId }));

        Assert.True(await HasActivityAsync(uuid, eventId));
        Assert.Equal(customId, Member(await Api.ProfileAsync(uuid), "customId"));
    }

    [Fact]
    public async Task Token_NothingKnown_MakesAProfile()
    {
        await DataMayChangeAsync();
        var (uuid, email) = (NewUuid(), NewEmail());

        await SendAsync(null, Token(new { uuid, email }));

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal("recognized", Member(profile, "state"));
        Assert.Equal(email, Member(profile, "email"));
    }

    [Fact]
    public async Task Token_EmailInAnotherCase_IsTheSameCustomer()
    {
        await DataMayChangeAsync();
        var (uuid, email) = (NewUuid(), NewEmail());
        await SendAsync(null, Token(new { uuid, email }));

        var eventId = await SendAsync(null, Token(new { email = email.ToUpperInvariant() }));

        Assert.True(await HasActivityAsync(uuid, eventId));
    }

    [Fact]
    public async Task Token_CustomIdInAnotherCase_IsAnotherCustomer()
    {
        await DataMayChangeAsync();
        var (uuid, customId) = (NewUuid(), NewCustomId());
        await SendAsync(null, Token(new { uuid, customId }));

        var eventId = await SendAsync(null, Token(new { customId = customId.ToLowerInvariant() }));

        Assert.False(await HasActivityAsync(uuid, eventId));
    }

    [Fact]
    public async Task Token_SubjectAlone_IsTheCustomId()
    {
        await DataMayChangeAsync();
        var (uuid, customId) = (NewUuid(), NewCustomId());
        await SendAsync(null, Token(new { uuid, customId }));

        var eventId = await SendAsync(null, Token(new { sub = customId }));

        Assert.True(await HasActivityAsync(uuid, eventId));
    }

    [Fact]
    public async Task Token_SubjectBesideAnIdentifier_IsNotAnIdentifier()
    {
        await DataMayChangeAsync();
        var (uuid, customId) = (NewUuid(), NewCustomId());

        await SendAsync(null, Token(new { uuid, sub = customId }));

        Assert.Null(Member(await Api.ProfileAsync(uuid), "customId"));
    }

    [Fact]
    public async Task Token_DataMayNotChange_StillCreatesAndRecognizes()
    {
        await DataMayNotChangeAsync();
        var (uuid, email, customId) = (NewUuid(), NewEmail(), NewCustomId());

        await SendAsync(new { attributes = new { city = "Brno" } }, Token(new { uuid, email, customId }));

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal("recognized", Member(profile, "state"));
        Assert.Equal(email, Member(profile, "email"));
        Assert.Equal(customId, Member(profile, "customId"));
        Assert.Null(Attribute(profile, "city"));
    }

    [Fact]
    public async Task Token_DataMayNotChange_StillRecognizesAnAnonymousProfile()
    {
        await DataMayNotChangeAsync();
        var (uuid, email) = (NewUuid(), NewEmail());
        await SendAsync(new { uuid });

        await SendAsync(null, Token(new { uuid, email }));

        Assert.Equal(email, Member(await Api.ProfileAsync(uuid), "email"));
    }

    [Fact]
    public async Task Token_EventBringsIdentifiersTheTokenDoesNotCarry_IgnoresThem()
    {
        await DataMayChangeAsync();
        var uuid = NewUuid();

        var eventId = await SendAsync(new { uuid, email = NewEmail(), customId = NewCustomId(), firstName = "Ada" }, Token(new { uuid }));

        var profile = await Api.ProfileAsync(uuid);
        Assert.Null(Member(profile, "email"));
        Assert.Null(Member(profile, "customId"));
        Assert.Equal("Ada", Attribute(profile, "firstName"));
        Assert.False(IsConflict(await ActivityAsync(uuid, eventId)));
    }
}
