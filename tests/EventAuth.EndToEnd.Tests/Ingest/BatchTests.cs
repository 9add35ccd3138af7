using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Ingest;

public sealed class BatchTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private static readonly PolicyLists s_lists = new() { AnonymousWithoutJwt = ["page.visit"], UpdateWithJwt = ["order.place"] };

    [Fact]
    public async Task Batch_AllAccepted_Is202WithNothingToList()
    {
        var version = await running.Api.SetListsAsync(s_lists);
        var uuid = Guid.NewGuid().ToString();

        var answer = await running.Ingest.PostBatchAsync([Event("page.visit", uuid), Event("page.visit", uuid)]);

        AssertTally(answer.Expect(202), accepted: 2, rejected: 0);
        Assert.Equal(version, answer.Json.GetProperty("policyVersion").GetInt32());
        Assert.Equal(2, (await running.Api.ActivitiesAsync(uuid)).Count);
    }

    [Fact]
    public async Task Batch_ThousandEvents_AreAllStored()
    {
        await running.Api.SetListsAsync(s_lists);
        var uuid = Guid.NewGuid().ToString();

        var answer = await running.Ingest.PostBatchAsync(Enumerable.Range(0, 1000).Select(_ => Event("page.visit", uuid)));

        AssertTally(answer.Expect(202), accepted: 1000, rejected: 0);
        Assert.Equal(1000, (await running.Api.ActivitiesAsync(uuid)).Count);
    }

    [Fact]
    public async Task Batch_SomeAccepted_Is207WithAVerdictForEachOther()
    {
        await running.Api.SetListsAsync(s_lists);
        var uuid = Guid.NewGuid().ToString();

        var answer = await running.Ingest.PostTextAsync(
            $$$"""
            [{"action":"page.visit","client":{"uuid":"{{{uuid}}}"}},
             {"action":"order.place","client":{"uuid":"{{{uuid}}}"}},
             {"action":"x","client":{"uuid":"{{{uuid}}}"}},
             {"action":"page.visit","action":"page.visit","client":{"uuid":"{{{uuid}}}"}},
             {"action":"search","client":{"uuid":"{{{uuid}}}"}},
             17,
             {"action":"page.visit","client":{"uuid":"{{{uuid}}}"}}]
            """,
            IngestClient.Batch);

        AssertTally(answer.Expect(207), accepted: 2, rejected: 5);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(
            [(1, 401, "jwt_required"), (2, 400, "invalid_event"), (3, 400, "malformed_json"), (4, 403, "not_allowed_for_anonymous"), (5, 400, "invalid_event")],
            Results(answer));
        var invalid = answer.Json.GetProperty("results").EnumerateArray().Single(result => result.GetProperty("index").GetInt32() == 2);
        Assert.Equal("action", Assert.Single(invalid.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
        Assert.Equal(2, (await running.Api.ActivitiesAsync(uuid)).Count);
    }

    [Fact]
    public async Task Batch_OneTokenForAll_DecidesEachByIt()
    {
        await running.Api.SetListsAsync(s_lists);
        var (uuid, other) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());

        var answer = await running.Ingest.PostBatchAsync(
            [Event("order.place", uuid), new { action = "search" }, Event("order.place", other)], SigningKey.Shared.Token(new { uuid }));

        AssertTally(answer.Expect(207), accepted: 2, rejected: 1);
        Assert.Equal([(2, 403, "identity_mismatch")], Results(answer));
        Assert.Equal(2, (await running.Api.ActivitiesAsync(uuid)).Count);
        Assert.Null(await running.Api.FindProfileAsync(other));
    }

    [Fact]
    public async Task Batch_NoneReadable_Is400()
    {
        var answer = await running.Ingest.PostTextAsync("""[1, {"action":"x"}]""", IngestClient.Batch);
        AssertTally(answer.ExpectProblem(400, "invalid_event"), accepted: 0, rejected: 2);
    }

    [Fact]
    public async Task Batch_AllReadableLackAToken_Is401()
    {
        await running.Api.SetListsAsync(s_lists);
        var answer = await running.Ingest.PostBatchAsync([Event("order.place"), new { action = "x" }, Event("order.place")]);
        AssertTally(answer.ExpectProblem(401, "jwt_required"), accepted: 0, rejected: 3);
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Batch_NoneAcceptedForOtherReasons_Is403()
    {
        await running.Api.SetListsAsync(s_lists);
        var answer = await running.Ingest.PostBatchAsync([Event("order.place"), Event("search")]);
        AssertTally(answer.ExpectProblem(403, "batch_rejected"), accepted: 0, rejected: 2);
    }

    [Fact]
    public async Task Batch_InvalidToken_Is401ForTheWholeRequest()
    {
        await running.Api.SetListsAsync(s_lists);
        var uuid = Guid.NewGuid().ToString();
        var answer = await running.Ingest.PostBatchAsync([Event("page.visit", uuid)], SigningKey.Other.Token(new { uuid }));
        answer.ExpectProblem(401, "invalid_token");
        Assert.Contains("error=\"invalid_token\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Null(await running.Api.FindProfileAsync(uuid));
    }

    [Theory]
    [InlineData("[]", 400, "invalid_event")]
    [InlineData("{}", 400, "malformed_json")]
    [InlineData("[{]", 400, "malformed_json")]
    [InlineData("", 400, "malformed_json")]
    public async Task Batch_NotAFilledArray_IsRefusedWhole(string body, int status, string code) =>
        (await running.Ingest.PostTextAsync(body, IngestClient.Batch)).ExpectProblem(status, code);

    [Fact]
    public async Task Batch_TooMany_IsTooLarge() =>
        (await running.Ingest.PostBatchAsync(Enumerable.Range(0, 1001).Select(_ => Event("page.visit")))).ExpectProblem(413, "payload_too_large");

    [Fact]
    public async Task Batch_TooManyBytes_IsTooLarge() =>
        (await running.Ingest.PostTextAsync("[" + new string(' ', 1_048_576) + "]", IngestClient.Batch)).ExpectProblem(413, "payload_too_large");

    [Fact]
    public async Task Batch_ElementTooDeep_SpoilsOnlyItself()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var deep = string.Concat(Enumerable.Repeat("{\"x\":", 40)) + "1" + new string('}', 40);
        var uuid = Guid.NewGuid().ToString();

        var answer = await running.Ingest.PostTextAsync(
            $$$"""[{"action":"page.visit","client":{"uuid":"{{{uuid}}}"},"params":{{{deep}}}},{"action":"page.visit","client":{"uuid":"{{{uuid}}}"}}]""",
            IngestClient.Batch);

        AssertTally(answer.Expect(207), accepted: 1, rejected: 1);
        Assert.Equal([(0, 400, "malformed_json")], Results(answer));
    }

    private static object Event(string action, string? uuid = null) => new { action, client = new { uuid = uuid ?? Guid.NewGuid().ToString() } };

    private static void AssertTally(Answer answer, int accepted, int rejected)
    {
        Assert.Equal(accepted, answer.Json.GetProperty("accepted").GetInt32());
        Assert.Equal(rejected, answer.Json.GetProperty("rejected").GetInt32());
        Assert.Equal(rejected, answer.Json.GetProperty("results").GetArrayLength());
        Assert.Equal(JsonValueKind.Number, answer.Json.GetProperty("policyVersion").ValueKind);
    }

    private static IEnumerable<(int Index, int Status, string? Code)> Results(Answer answer) =>
        answer.Json.GetProperty("results").EnumerateArray().Select(result =>
            (result.GetProperty("index").GetInt32(), result.GetProperty("status").GetInt32(), result.GetProperty("code").GetString()));
}
