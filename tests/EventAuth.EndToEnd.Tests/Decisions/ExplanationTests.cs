using System.Net.Http.Json;
using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Decisions;

/// <summary>
/// Every row of the decision table is explained through the API, then really sent; then each suggested change is really made, through the API
/// or in the request, and sent again. Bad tokens come in three kinds.
/// </summary>
public sealed class ExplanationTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private static readonly Dictionary<string, string> s_rules = new()
    {
        ["listed_with_jwt"] = "list_with_jwt",
        ["jwt_required"] = "list_with_jwt",
        ["listed_update_without_jwt"] = "list_without_jwt",
        ["authenticated"] = "valid_token",
        ["known_customer"] = "known_customer",
        ["anonymous_list_empty"] = "anonymous_list",
        ["listed_anonymous"] = "anonymous_list",
        ["not_allowed_for_anonymous"] = "anonymous_list",
        ["invalid_token"] = "token",
        ["token_expired"] = "token",
        ["identity_mismatch"] = "token",
    };

    public static TheoryData<DecisionRow, string> Rows
    {
        get
        {
            var rows = new TheoryData<DecisionRow, string>();
            foreach (var row in DecisionRow.ReadAll())
            {
                foreach (var caller in row.Caller == "token-invalid" ? new[] { row.Caller, "token-expired", "token-mismatch" } : [row.Caller])
                {
                    rows.Add(row, caller);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Explain_RowOfTheTable_NamesTheRuleAndItsChangesReallyTurnTheOutcomeRound(DecisionRow row, string caller)
    {
        var lists = row.ListsFor(ImaginedRequest.Action);
        var version = await running.Api.SetListsAsync(lists);
        var request = ImaginedRequest.Of(caller);

        var explained = await ExplainAsync(request);

        Assert.Equal(version, explained.GetProperty("policyVersion").GetInt32());
        foreach (var sent in await request.SendAsync(running.Ingest))
        {
            AssertSame(explained, sent);
        }

        var code = explained.GetProperty("code").GetString()!;
        Assert.Equal(caller switch { "token-expired" => "token_expired", "token-mismatch" => "identity_mismatch", _ => row.Reason }, code);
        Assert.Equal(s_rules[code], explained.GetProperty("decidingRule").GetString());
        Assert.Equal(s_rules[code], explained.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("decided").GetBoolean()).GetProperty("rule").GetString());

        var changes = explained.GetProperty("changes").EnumerateArray().ToList();
        Assert.NotEmpty(changes);
        Assert.Equal(!explained.TryGetProperty("noListsFlip", out _), changes.Any(change => change.GetProperty("where").GetString() == "lists"));
        foreach (var change in changes)
        {
            await AssertLeadsToAsync(change, lists, request, Outcome(explained) == "accepted" ? "rejected" : "accepted");
        }

        foreach (var change in explained.GetProperty("dataChanges").EnumerateArray())
        {
            Assert.All(change.GetProperty("resultsIn").EnumerateArray(), result => Assert.True(result.GetProperty("mayChangeData").GetBoolean()));
            await AssertLeadsToAsync(change, lists, request, "accepted");
        }
    }

    private static string Outcome(JsonElement verdict) => verdict.GetProperty("outcome").GetString()!;

    private static void AssertSame(JsonElement verdict, Answer sent)
    {
        sent.Expect(verdict.GetProperty("status").GetInt32());
        Assert.Equal(verdict.GetProperty("code").GetString(), sent.Status == 202 ? sent.Json.GetProperty("reason").GetString() : sent.Code);
        Assert.Equal(verdict.GetProperty("mayChangeData").GetBoolean(), sent.Status == 202 && sent.Json.GetProperty("profileUpdated").GetBoolean());
    }

    private static PolicyLists Apply(PolicyLists lists, JsonElement edit)
    {
        var isAdded = edit.GetProperty("kind").GetString() == "add_to_list";
        Assert.True(isAdded || edit.GetProperty("kind").GetString() == "remove_from_list");
        Assert.Equal(ImaginedRequest.Action, edit.GetProperty("action").GetString());
        var list = edit.GetProperty("list").GetString();
        Assert.EndsWith("#" + list, edit.GetProperty("link").GetString(), StringComparison.Ordinal);
        return list switch
        {
            "anonymousWithoutJwt" => lists with { AnonymousWithoutJwt = Edited(lists.AnonymousWithoutJwt) },
            "updateWithoutJwt" => lists with { UpdateWithoutJwt = Edited(lists.UpdateWithoutJwt) },
            "updateWithJwt" => lists with { UpdateWithJwt = Edited(lists.UpdateWithJwt) },
            _ => throw new InvalidOperationException($"There is no list '{list}'."),
        };

        IReadOnlyList<string> Edited(IReadOnlyList<string> events)
        {
            Assert.Equal(!isAdded, events.Contains(ImaginedRequest.Action));
            return isAdded ? [.. events, ImaginedRequest.Action] : [.. events.Where(name => name != ImaginedRequest.Action)];
        }
    }

    private async Task<JsonElement> ExplainAsync(ImaginedRequest request) =>
        (await running.Api.SendAsync(HttpMethod.Post, "/api/v1/decisions/explain", JsonContent.Create(request.ToQuestion()))).Expect(200).Json;

    private async Task AssertLeadsToAsync(JsonElement change, PolicyLists lists, ImaginedRequest request, string outcome)
    {
        foreach (var edit in change.GetProperty("edits").EnumerateArray())
        {
            if (edit.GetProperty("where").GetString() == "lists")
            {
                lists = Apply(lists, edit);
            }
            else
            {
                request = request.With(edit);
            }
        }

        await running.Api.SetListsAsync(lists);
        var results = change.GetProperty("resultsIn").EnumerateArray().ToList();
        Assert.All(results, result => Assert.Equal(outcome, Outcome(result)));
        foreach (var sent in await request.SendAsync(running.Ingest))
        {
            var code = sent.Status == 202 ? sent.Json.GetProperty("reason").GetString() : sent.Code;
            AssertSame(Assert.Single(results, result => result.GetProperty("code").GetString() == code), sent);
        }
    }
}
