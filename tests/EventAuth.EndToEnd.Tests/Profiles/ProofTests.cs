using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>"Data keeps its proof", and what a stranger claimed is replaced by it: what the real program answers, stores and shows.</summary>
public sealed class ProofTests(RunningProgram running) : ProfileTest(running)
{
    private static readonly string[] UsualMembers = ["eventId", "policyVersion", "profileUpdated", "reason", "status"];

    [Fact]
    public async Task Stranger_FillsAKnownProfile_TheCustomersOwnDataIsStoredAllTheSame()
    {
        await UsualListsAsync();
        var (uuid, customId) = (NewUuid(), NewCustomId());
        await SendAsync(null, Token(new { uuid, customId }));

        var junk = await Ingest.PostAsync(new { action = "client.login", client = new { uuid, attributes = Numbered("junk", 200) } });
        Assert.Equal(UsualMembers, Members(junk));
        var own = new { action = "form.submit", client = new { uuid, phone = "+43 1" } };
        var answer = await Ingest.PostAsync(own, Token(new { uuid, customId }));

        Assert.Equal(UsualMembers, Members(answer));
        Assert.True(answer.Json.GetProperty("profileUpdated").GetBoolean());
        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal("+43 1", Attribute(profile, "phone"));
        Assert.Equal(100, Names(profile, "unproven").Count);
        Assert.DoesNotContain("phone", Names(profile, "unproven"));
        Assert.Equal(100, Names(await ActivityAsync(uuid, Id(junk)), "notKept").Count);
    }

    [Theory]
    [InlineData("email")]
    [InlineData("customId")]
    public async Task Stranger_ClaimsAnIdentifierThatNobodyHas_ChangesNothingOfItsOwnerLater(string kind)
    {
        await UsualListsAsync();
        var (stranger, owner, value) = (NewUuid(), NewUuid(), kind == "email" ? NewEmail() : NewCustomId());
        var claim = new Dictionary<string, string> { ["uuid"] = stranger, [kind] = value, ["city"] = "Nowhere" };
        await SendAsync(claim, action: "client.login");

        await SendAsync(new { uuid = owner, city = "Brno" }, Token(new Dictionary<string, string> { [kind] = value }), "form.submit");
        await SendAsync(new { uuid = stranger, city = "Nowhere", size = "XL" }, action: "client.login");

        var profile = await Api.ProfileAsync(owner);
        Assert.Equal((value, "Brno"), (Member(profile, kind), Attribute(profile, "city")));
        Assert.Null(Attribute(profile, "size"));
        Assert.Equal([owner], Uuids(profile));
        Assert.Empty(Names(profile, "unproven"));
        var other = await Api.ProfileAsync(stranger);
        Assert.Equal("anonymous", Member(other, "state"));
        var history = (await ExportAsync(stranger)).GetProperty("identifiers").EnumerateArray()
            .Where(link => Member(link, "kind") == kind).Select(link => Member(link, "proof"));
        Assert.Equal(["taken", "none"], history);
    }

    [Fact]
    public async Task Profile_WithAndWithoutProof_TellsWhatIsUnproven()
    {
        await UsualListsAsync();
        var (uuid, email) = (NewUuid(), NewEmail());
        await SendAsync(new { uuid, email, firstName = "Ada", attributes = new { email = "x", city = "Brno" } }, action: "client.login");
        Assert.Equal(["email", "city", "attributes.email", "firstName"], Names(await Api.ProfileAsync(uuid), "unproven"));

        await SendAsync(new { uuid, firstName = "Ada" }, Token(new { email }), "form.submit");

        var profile = await Api.ProfileAsync(uuid);
        Assert.Equal(["city", "attributes.email"], Names(profile, "unproven"));
        Assert.Equal(Names(profile, "unproven"), Names((await ExportAsync(uuid)).GetProperty("profile"), "unproven"));
    }

    [Fact]
    public async Task NotKept_WithAToken_StandsInTheAnswerAndOnTheActivityWithoutOneOnTheActivityOnly()
    {
        await DataMayChangeAsync();
        var uuid = NewUuid();
        await SendAsync(new { uuid, attributes = Numbered("own", 200) }, Token(new { uuid }));

        var with = await PostAsync(new { uuid, phone = "1", fax = "2" }, Token(new { uuid }));
        var without = await PostAsync(new { uuid, own000 = "changed", own001 = (string?)null });

        Assert.Equal([.. UsualMembers.Append("notKept").Order(StringComparer.Ordinal)], Members(with));
        Assert.Equal(("accepted", true), (Member(with.Json, "status"), with.Json.GetProperty("profileUpdated").GetBoolean()));
        Assert.Equal(["phone", "fax"], Names(with.Json, "notKept"));
        Assert.Equal(["phone", "fax"], Names(await ActivityAsync(uuid, Id(with)), "notKept"));
        Assert.Equal(UsualMembers, Members(without));
        Assert.Equal(["own000", "own001"], Names(await ActivityAsync(uuid, Id(without)), "notKept"));
        Assert.Equal("0", Attribute(await Api.ProfileAsync(uuid), "own000"));
    }

    [Fact]
    public async Task NotKept_OfABatch_IsToldByPlaceToWhoHasAToken()
    {
        await DataMayChangeAsync();
        var uuid = NewUuid();
        await SendAsync(new { uuid, attributes = Numbered("own", 200) }, Token(new { uuid }));
        object[] events =
        [
            new { action = "page.visit", client = new { uuid, own000 = "changed" } },
            new { action = "a" },
            new { action = "page.visit", client = new { uuid, phone = "1", own001 = (string?)"changed" } },
        ];

        var with = (await Ingest.PostBatchAsync(events, Token(new { uuid }))).Expect(207);
        var without = (await Ingest.PostBatchAsync([new { action = "page.visit", client = new { uuid, phone = "1" } }])).Expect(202);

        var told = Assert.Single(with.Json.GetProperty("notKept").EnumerateArray());
        Assert.Equal(2, told.GetProperty("index").GetInt32());
        Assert.Equal(["phone"], Names(told, "notKept"));
        Assert.False(without.Json.TryGetProperty("notKept", out _));
    }

    [Fact]
    public async Task Conflict_WithAToken_IsAnsweredAsWithoutOne()
    {
        await DataMayChangeAsync();
        var (first, second, customId, email) = (NewUuid(), NewUuid(), NewCustomId(), NewEmail());
        await SendAsync(null, Token(new { uuid = first, customId }));
        await SendAsync(null, Token(new { uuid = second, email }));

        var conflict = await PostAsync(new { phone = "1" }, Token(new { customId, email }));
        var harmless = await PostAsync(new { phone = "1" }, Token(new { customId, email = NewEmail() }));

        Assert.Equal(Members(harmless), Members(conflict));
        Assert.Equal(["phone"], Names(await ActivityAsync(first, Id(conflict)), "notKept"));
    }

    /// <summary>The lists of a new installation.</summary>
    private Task<int> UsualListsAsync() =>
        Api.SetListsAsync(new PolicyLists { UpdateWithoutJwt = ["form.submit", "client.login"], UpdateWithJwt = ["form.submit"] });

    private Task<Answer> PostAsync(object client, string? token = null) => Ingest.PostAsync(new { action = "page.visit", client }, token);

    private async Task<JsonElement> ExportAsync(string uuid) => (await Api.GetAsync($"/api/v1/profiles/{uuid}/export")).Expect(200).Json;

    private static Dictionary<string, int> Numbered(string name, int count) =>
        Enumerable.Range(0, count).ToDictionary(i => $"{name}{i:d3}", i => i);

    private static string Id(Answer answer) => answer.Expect(202).Json.GetProperty("eventId").GetString()!;

    private static IEnumerable<string> Members(Answer answer) =>
        answer.Expect(202).Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> Names(JsonElement element, string member) =>
        [.. element.GetProperty(member).EnumerateArray().Select(name => name.GetString()!)];
}
