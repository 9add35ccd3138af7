using System.Text.Json.Nodes;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>"Profiles are joined on proof only": what happens without proof, and that the sender does not learn of it.</summary>
public sealed class ConflictTests(RunningProgram running) : ProfileTest(running)
{
    [Theory]
    [InlineData("email")]
    [InlineData("customId")]
    public async Task EventWithoutToken_UnknownIdentifier_RecognizesTheAnonymousProfile(string kind)
    {
        await DataMayChangeAsync();
        var (uuid, value) = (NewUuid(), New(kind));
        await SendAsync(new { uuid });

        var eventId = await SendAsync(Client(uuid, kind, value));

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal("recognized", Member(profile, "state"));
        Assert.Equal(value, Member(profile, kind));
        Assert.False(IsConflict(await ActivityAsync(uuid, eventId)));
    }

    [Theory]
    [InlineData("email")]
    [InlineData("customId")]
    public async Task EventWithoutToken_IdentifierOfAnotherProfile_GainsNothing(string kind)
    {
        await DataMayChangeAsync();
        var (customer, stranger, value) = (NewUuid(), NewUuid(), New(kind));
        await SendAsync(new { attributes = new { city = "Brno" } }, Token(Client(customer, kind, value)));
        var before = await Api.ProfileAsync(customer);

        var eventId = await SendAsync(Client(stranger, kind, value, city: "Nowhere"));

        var profile = await Api.ProfileAsync(stranger);
        Assert.Equal("anonymous", Member(profile, "state"));
        Assert.Null(Member(profile, kind));
        Assert.Null(Attribute(profile, "city"));
        Assert.Equal([stranger], Uuids(profile));
        Assert.True(IsConflict(await ActivityAsync(stranger, eventId)));
        Assert.Equal(before.GetRawText(), (await Api.ProfileAsync(customer)).GetRawText());
        Assert.False(await HasActivityAsync(customer, eventId));
    }

    [Theory]
    [InlineData("email")]
    [InlineData("customId")]
    public async Task EventWithoutToken_AnotherValueForWhatIsSet_ChangesNothing(string kind)
    {
        await DataMayChangeAsync();
        var (uuid, value) = (NewUuid(), New(kind));
        await SendAsync(new { attributes = new { city = "Brno" } }, Token(Client(uuid, kind, value)));

        var eventId = await SendAsync(Client(uuid, kind, New(kind), city: "Nowhere"));

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal(value, Member(profile, kind));
        Assert.Equal("Brno", Attribute(profile, "city"));
        Assert.True(IsConflict(await ActivityAsync(uuid, eventId)));
    }

    [Theory]
    [InlineData("email")]
    [InlineData("customId")]
    public async Task EventWithoutToken_WithAndWithoutConflict_GetsTheSameAnswer(string kind)
    {
        await DataMayChangeAsync();
        var taken = New(kind);
        await SendAsync(null, Token(Client(NewUuid(), kind, taken)));

        var free = await Ingest.PostAsync(new { action = "page.visit", client = Client(NewUuid(), kind, New(kind)) });
        var conflict = await Ingest.PostAsync(new { action = "page.visit", client = Client(NewUuid(), kind, taken) });

        Assert.Equal(WithoutId(free), WithoutId(conflict));
        Assert.Equal(
            free.Headers.Concat(free.ContentHeaders).Select(header => header.Key).Order(),
            conflict.Headers.Concat(conflict.ContentHeaders).Select(header => header.Key).Order());
    }

    [Fact]
    public async Task EventWithoutToken_AfterAConflict_IsStillDecidedAsAnonymous()
    {
        await Api.SetListsAsync(new PolicyLists { AnonymousWithoutJwt = ["page.visit"], UpdateWithoutJwt = ["client.login"] });
        var (customer, stranger, email) = (NewUuid(), NewUuid(), NewEmail());
        await SendAsync(null, Token(new { uuid = customer, email }));

        await SendAsync(new { uuid = stranger, email }, action: "client.login");

        var answer = await Ingest.PostAsync(new { action = "product.view", client = new { uuid = stranger } });
        answer.ExpectProblem(403, "not_allowed_for_anonymous");
    }

    private static string New(string kind) => kind == "email" ? NewEmail() : NewCustomId();

    private static Dictionary<string, object> Client(string uuid, string kind, string value, string? city = null)
    {
        var client = new Dictionary<string, object> { ["uuid"] = uuid, [kind] = value };
        if (city is not null)
        {
            client["attributes"] = new { city };
        }

        return client;
    }

    private static string WithoutId(Answer answer)
    {
        var body = JsonNode.Parse(answer.Expect(202).Text)!.AsObject();
        Assert.True(body.Remove("eventId"));
        return body.ToJsonString();
    }
}
