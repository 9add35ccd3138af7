using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>"Known" is not proof of identity: somebody who knows a customer's uuid may do what the cells "known, no token" allow, and no more.</summary>
public sealed class GuessedUuidTests(RunningProgram running) : ProfileTest(running)
{
    [Fact]
    public async Task GuessedUuid_EventOnTheListWithJwt_IsRejectedAndChangesNothing()
    {
        await Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["client.changeEmail"] });
        var (uuid, email) = (NewUuid(), NewEmail());
        await SendAsync(null, Token(new { uuid, email }));
        var before = await Api.ProfileAsync(uuid);

        var answer = await Ingest.PostAsync(
            new { action = "client.changeEmail", client = new { uuid, email = NewEmail(), attributes = new { city = "Nowhere" } } });

        answer.ExpectProblem(401, "jwt_required");
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        Assert.Equal(before.GetRawText(), (await Api.ProfileAsync(uuid)).GetRawText());
    }

    [Fact]
    public async Task GuessedUuid_EventOnNoList_IsActivityAndNoChange()
    {
        await DataMayNotChangeAsync();
        var (uuid, email, customId) = (NewUuid(), NewEmail(), NewCustomId());
        await SendAsync(null, Token(new { uuid, email, customId }));

        var eventId = await SendAsync(new { uuid, firstName = "Mallory", attributes = new { city = "Nowhere" } });

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal((email, customId), (Member(profile, "email"), Member(profile, "customId")));
        Assert.Empty(profile.GetProperty("attributes").EnumerateObject());
        Assert.Equal("known_customer", Member(await ActivityAsync(uuid, eventId), "reason"));
    }

    [Fact]
    public async Task GuessedUuid_EventThatMayChangeData_CannotTakeTheCustomersIdentifiers()
    {
        await Api.SetListsAsync(new PolicyLists { UpdateWithoutJwt = ["client.login"] });
        var (uuid, email, customId) = (NewUuid(), NewEmail(), NewCustomId());
        await SendAsync(null, Token(new { uuid, email, customId }));

        await SendAsync(new { uuid, email = NewEmail() }, action: "client.login");
        await SendAsync(new { uuid, customId = NewCustomId() }, action: "client.login");
        (await Ingest.PostAsync(new { action = "client.login", client = new { uuid, email = (string?)null } })).ExpectProblem(400, "invalid_event");

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal((email, customId), (Member(profile, "email"), Member(profile, "customId")));
    }

    [Fact]
    public async Task GuessedUuid_Answer_TellsNothingOfTheCustomer()
    {
        await DataMayChangeAsync();
        var (uuid, email, customId) = (NewUuid(), NewEmail(), NewCustomId());
        await SendAsync(new { firstName = "Ada" }, Token(new { uuid, email, customId }));

        var answer = await Ingest.PostAsync(new { action = "page.visit", client = new { uuid } });

        Assert.Equal(
            ["eventId", "policyVersion", "profileUpdated", "reason", "status"],
            answer.Expect(202).Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(email, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(customId, answer.Text, StringComparison.Ordinal);
    }
}
