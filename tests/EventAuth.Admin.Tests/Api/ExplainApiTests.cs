using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Api;

/// <summary>What the table's rows do not say about explanations: recorded decisions, pasted tokens, other versions, hypothetical lists, invalid questions.</summary>
public sealed class ExplainApiTests : IAsyncLifetime
{
    private const string Uuid = "5f0c1a2b-0000-4000-8000-00000000000a";
    private RunningProgram _program = null!;
    private HttpClient _api = null!;

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartReadyAsync();
        _api = _program.NewApiClient();
        using var defined = await _api.PutAsync("certificate", JsonSerializer.Serialize(new { pem = SigningKey.Shared.PublicPem }));
        defined.EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _program.DisposeAsync();
    }

    [Theory]
    [InlineData("{}", "action required")]
    [InlineData("""{"action":null}""", "action required")]
    [InlineData("""{"action":"a b"}""", "action invalid_action")]
    [InlineData("""{"action":7,"customer":"somebody","token":false,"version":0}""", "action invalid_type", "customer invalid_value", "token invalid_value", "version invalid_value")]
    [InlineData("""{"action":"a.b","token":"valid","jwt":"x"}""", "jwt contradiction")]
    [InlineData("""{"action":"a.b","jwt":7}""", "jwt invalid_type")]
    [InlineData("""{"action":"a.b","customer":"authenticated","token":"none"}""", "customer contradiction")]
    [InlineData("""{"action":"a.b","customer":"authenticated","jwt":"x"}""", "customer contradiction")]
    [InlineData("""{"action":"a.b","version":99}""", "version unknown")]
    [InlineData("""{"action":"a.b","version":1.5}""", "version invalid_value")]
    [InlineData("""{"action":"a.b","version":1,"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":[]}}""", "lists contradiction")]
    [InlineData("""{"action":"?","lists":{"anonymousWithoutJwt":["?"],"updateWithoutJwt":[]}}""", "action invalid_action", "lists.updateWithJwt required", "lists.anonymousWithoutJwt[0] invalid_action")]
    [InlineData("""{"decisionId":"1"}""", "decisionId invalid_value")]
    [InlineData("""{"decisionId":-1}""", "decisionId invalid_value")]
    [InlineData("""{"decisionId":999}""", "decisionId unknown")]
    [InlineData("""{"eventId":"x"}""", "eventId invalid_value")]
    [InlineData("""{"eventId":"5f0c1a2b-0000-4000-8000-00000000000a"}""", "eventId unknown")]
    [InlineData("""{"decisionId":1,"action":"a.b"}""", "action contradiction")]
    [InlineData("""{"decisionId":1,"token":"none","lists":{}}""", "token contradiction", "lists contradiction")]
    [InlineData("""{"decisionId":1,"version":1,"at":"2026-11-30T10:00:00Z"}""", "at contradiction")]
    [InlineData("""{"action":"a.b","at":"yesterday"}""", "at invalid_value")]
    [InlineData("""{"action":"a.b","at":"2000-01-01T00:00:00Z"}""", "at unknown")]
    public async Task Explain_QuestionInTheWrongForm_SaysAllThatIsWrong(string body, params string[] errors)
    {
        using var answer = await _api.PostAsync("decisions/explain", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.CodeAsync());
        Assert.Equal(errors, await answer.ErrorsAsync());
    }

    [Fact]
    public async Task Explain_RecordedDecisionByAnotherVersionOrMoment_SaysWhatThatWouldHaveDecided()
    {
        using var http = new HttpClient();
        using var sent = await http.PostAsJsonAsync(new Uri(_program.Ingest, "/v4/events/custom"), new { action = "form.submit", client = new { uuid = Uuid } });
        var id = (await _api.ReadAsync("decisions")).GetProperty("items")[0].GetProperty("id").GetInt64();
        using var opened = await _api.PutAsync("policy", """{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":[]}}""", "*");
        opened.EnsureSuccessStatusCode();
        var version = (await opened.JsonAsync()).GetProperty("version").GetInt32();
        var at = (await opened.JsonAsync()).GetProperty("appliedAt").GetString();

        var byVersion = (await ExplainAsync(new { decisionId = id, version })).GetProperty("asOf");
        var byMoment = (await ExplainAsync(new { decisionId = id, at })).GetProperty("asOf");
        var imagined = await ExplainAsync(new { action = "form.submit", at });

        Assert.Equal(version, byVersion.GetProperty("policyVersion").GetInt32());
        Assert.Equal("accepted", byVersion.GetProperty("verdicts")[0].GetProperty("outcome").GetString());
        Assert.Equal(byVersion.GetRawText(), byMoment.GetRawText());
        Assert.Equal((version, "accepted"), (imagined.GetProperty("policyVersion").GetInt32(), imagined.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Explain_CustomerAndTokenNotSaid_AreAnonymousWithoutToken()
    {
        var explained = await ExplainAsync(new { action = "form.submit" });

        Assert.Equal("jwt_required", Text(explained, "code"));
        Assert.Equal(401, explained.GetProperty("status").GetInt32());
        Assert.Equal("updateWithJwt", Text(explained, "list"));
        Assert.Equal(
            "form.submit from an anonymous customer without a token is rejected: it is on the list “Events with JWT allowed for updating customer's information”, but no token was sent.",
            Text(explained, "sentence"));
        Assert.Equal("send_token", Text(explained.GetProperty("changes")[0].GetProperty("edits")[0], "kind"));
    }

    [Fact]
    public async Task Explain_ChangeOfAList_LinksToTheCardWithTheChangePrepared()
    {
        var changes = (await ExplainAsync(new { action = "form.submit" })).GetProperty("changes").EnumerateArray();

        var edit = changes.Single(change => Text(change, "where") == "lists").GetProperty("edits")[0];

        Assert.Equal("remove_from_list", Text(edit, "kind"));
        Assert.Equal("/data-management/events/js-sdk-event-settings?list=updateWithJwt&remove=form.submit#updateWithJwt", Text(edit, "link"));
    }

    [Fact]
    public async Task Explain_PastedTokens_AreJudgedAsTheyAreAndNeitherToldNorLogged()
    {
        var valid = SigningKey.Shared.Token(new { customId = "c-17" });
        var strangers = SigningKey.Other.Token(new { customId = "c-17" });
        var expired = SigningKey.Shared.Token(new { customId = "c-17" }, lifetime: TimeSpan.FromHours(-1));

        Assert.Equal("listed_with_jwt", await CodeOfAsync(valid));
        Assert.Equal("listed_with_jwt", await CodeOfAsync($" Bearer {valid}\n"));
        Assert.Equal("token_expired", await CodeOfAsync(expired));
        Assert.Equal("invalid_token", await CodeOfAsync(""));
        Assert.Equal("invalid_token", await CodeOfAsync("ž"));
        Assert.Equal("invalid_token", await CodeOfAsync(new string('a', 20_000)));
        var explained = await ExplainAsync(new { action = "form.submit", jwt = strangers });
        Assert.Contains("it is signed with a key that is not known here", Text(explained, "sentence"), StringComparison.Ordinal);
        var written = await ExplainAsync(new { action = "form.submit", jwt = $"b'{valid}'" });
        Assert.Contains("it is written as bytes in Python", Text(written, "sentence"), StringComparison.Ordinal);
        Assert.DoesNotContain(strangers.Split('.')[1], explained.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(strangers.Split('.')[1], _program.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_OlderVersion_DecidesByItsListsAndItsKey()
    {
        // Version 1 is that of a new installation: no certificate yet.
        var explained = await ExplainAsync(new { action = "page.visit", version = 1, jwt = SigningKey.Shared.Token(new { customId = "c-17" }) });

        Assert.Equal(1, explained.GetProperty("policyVersion").GetInt32());
        Assert.Contains("no certificate is defined", Text(explained, "sentence"), StringComparison.Ordinal);
        Assert.Equal(["drop_token", "define_certificate replace_token"], explained.GetProperty("changes").EnumerateArray().Select(Kinds));
        Assert.Equal("/data-management/events/js-sdk-event-settings#certificate", Text(explained.GetProperty("changes")[1].GetProperty("edits")[0], "link"));
    }

    [Fact]
    public async Task Explain_ImaginedLists_DecideAndHaveNoVersion()
    {
        var lists = new { anonymousWithoutJwt = (string[])["page.visit"], updateWithoutJwt = (string[])[], updateWithJwt = (string[])[] };

        var explained = await ExplainAsync(new { action = "cart.update", lists });

        Assert.Equal("not_allowed_for_anonymous", Text(explained, "code"));
        Assert.Equal(JsonValueKind.Null, explained.GetProperty("policyVersion").ValueKind);
        Assert.Equal(2, (await _api.ReadAsync("policy")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Explain_RecordedRejection_TellsTheVersionThatDecidedAndWhatWouldBeNow()
    {
        await SendAsync("form.submit", HttpStatusCode.Unauthorized);
        var record = await RecordedAsync("form.submit");
        var before = await ExplainAsync(new { decisionId = record.GetProperty("id").GetInt64() });
        Assert.Equal(["rejected"], OutcomesNow(before));
        Assert.NotEmpty(before.GetProperty("changes").EnumerateArray());

        await PutListsAsync("""{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":[]}""");
        var after = await ExplainAsync(new { decisionId = record.GetProperty("id").GetInt64() });

        Assert.True(JsonElement.DeepEquals(record, after.GetProperty("decision")));
        Assert.Equal(("jwt_required", 2), (Text(after, "code"), after.GetProperty("policyVersion").GetInt32()));
        Assert.Equal(Text(before, "sentence"), Text(after, "sentence"));
        Assert.Equal(["accepted"], OutcomesNow(after));
        Assert.Equal(3, after.GetProperty("now").GetProperty("policyVersion").GetInt32());
        Assert.Empty(after.GetProperty("changes").EnumerateArray());
    }

    [Fact]
    public async Task Explain_AcceptedEventByItsId_TellsItsRule()
    {
        await SendAsync("page.visit", HttpStatusCode.Accepted);
        var record = await RecordedAsync("page.visit");

        var explained = await ExplainAsync(new { eventId = Text(record, "eventId") });

        Assert.Equal("anonymous_list", Text(explained, "decidingRule"));
        Assert.Equal(record.GetProperty("id").GetInt64(), explained.GetProperty("decision").GetProperty("id").GetInt64());
        Assert.False(explained.GetProperty("mayChangeData").GetBoolean());
        Assert.NotEmpty(explained.GetProperty("dataChanges").EnumerateArray());
    }

    [Fact]
    public async Task Explain_RecordedEventInTheWrongForm_NamesTheFieldsAndThatNoListHelps()
    {
        using var shop = new HttpClient { BaseAddress = _program.Ingest };
        using var answer = await shop.PostAsJsonAsync("/v4/events/custom", new { action = "page.visit", client = new { uuid = "no uuid" } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        var explained = await ExplainAsync(new { decisionId = (await RecordedAsync("page.visit")).GetProperty("id").GetInt64() });

        Assert.Equal("form", Text(explained, "decidingRule"));
        Assert.Contains("client.uuid", Text(explained, "sentence"), StringComparison.Ordinal);
        Assert.Contains("No change to the lists", Text(explained, "noListsFlip"), StringComparison.Ordinal);
        Assert.Equal("correct_event", Text(explained.GetProperty("changes")[0].GetProperty("edits")[0], "kind"));
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private static string Kinds(JsonElement change) => string.Join(' ', change.GetProperty("edits").EnumerateArray().Select(edit => Text(edit, "kind")));

    private static IEnumerable<string> OutcomesNow(JsonElement explained) =>
        explained.GetProperty("now").GetProperty("verdicts").EnumerateArray().Select(verdict => Text(verdict, "outcome"));

    private async Task<string> CodeOfAsync(string jwt) => Text(await ExplainAsync(new { action = "form.submit", jwt }), "code");

    private async Task<JsonElement> ExplainAsync(object question)
    {
        using var answer = await _api.PostAsJsonAsync("decisions/explain", question);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private async Task SendAsync(string action, HttpStatusCode expected)
    {
        using var shop = new HttpClient { BaseAddress = _program.Ingest };
        using var answer = await shop.PostAsJsonAsync("/v4/events/custom", new { action, client = new { uuid = Uuid } });
        Assert.Equal(expected, answer.StatusCode);
    }

    // A rejection can be read within a second.
    private async Task<JsonElement> RecordedAsync(string action)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            if ((await _api.ReadAsync("decisions?action=" + action)).GetProperty("items").EnumerateArray().ToList() is [var record])
            {
                return record;
            }

            await ticks.WaitForNextTickAsync();
        }
    }

    private async Task PutListsAsync(string lists)
    {
        using var answer = await _api.PutAsync("policy", $$"""{"lists":{{lists}}}""", ifMatch: "*");
        answer.EnsureSuccessStatusCode();
    }
}
