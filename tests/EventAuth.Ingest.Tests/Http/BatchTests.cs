using System.Text.Json;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Tests.Harness;

namespace EventAuth.Ingest.Tests.Http;

public sealed class BatchTests
{
    private const string Uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5";
    private const string Open = $$$"""{"action":"page.visit","client":{"uuid":"{{{Uuid}}}"}}""";
    private const string NeedsToken = $$$"""{"action":"order.place","client":{"uuid":"{{{Uuid}}}"}}""";
    private const string OffTheList = $$$"""{"action":"a.b","client":{"uuid":"{{{Uuid}}}"}}""";
    private const string Bad = """{"action":"x"}""";
    private const string Duplicate = """{"a":1,"a":2}""";

    private static readonly EventPolicy Policy = EventPolicy.Empty
        .With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit")])
        .With(EventListKind.UpdateWithJwt, [EventName.Parse("order.place")]);

    [Fact]
    public async Task Post_AllAccepted_Is202AndOneAppend()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var answer = await server.PostAsync($"[{Open},{Open},{Open}]", IngestServer.Batch);

        Assert.Equal((202, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal("""{"accepted":3,"rejected":0,"policyVersion":7,"results":[]}""", answer.Text);
        Assert.Equal(1, server.Journal.Appends);
    }

    [Fact]
    public async Task Post_SomeAccepted_Is207AndListsTheOthersInTheirOrder()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var answer = await server.PostAsync($"[{NeedsToken},{Bad},{Open},{Duplicate},{OffTheList},7,{Open}]", IngestServer.Batch);

        Assert.Equal(207, answer.Status);
        AssertTally(answer, 2, 5);
        Assert.Equal(
            ["0 401 jwt_required", "1 400 invalid_event", "3 400 malformed_json", "4 403 not_allowed_for_anonymous", "5 400 invalid_event"],
            Results(answer));
        Assert.Equal([false, true, true, false, true], answer.Json.GetProperty("results").EnumerateArray().Select(result => result.TryGetProperty("errors", out _)));
        Assert.Equal(2, server.Journal.Kept.Count);
        Assert.Equal(
            [(DecisionReason.InvalidEvent, 1), (DecisionReason.MalformedJson, 1), (DecisionReason.InvalidEvent, 1)],
            server.Journal.Rejections.Select(rejection => (rejection.Reason, rejection.Count)));
    }

    [Theory]
    [InlineData($"[{Bad},{Duplicate}]", 400, "invalid_event", 2)]
    [InlineData($"[{Duplicate}]", 400, "invalid_event", 1)]
    [InlineData("[]", 400, "invalid_event", 0)]
    [InlineData($"[{NeedsToken}]", 401, "jwt_required", 1)]
    [InlineData($"[{Bad},{NeedsToken},{NeedsToken}]", 401, "jwt_required", 3)]
    [InlineData($"[{NeedsToken},{OffTheList}]", 403, "batch_rejected", 2)]
    [InlineData($"[{OffTheList},{Bad}]", 403, "batch_rejected", 2)]
    public async Task Post_NoneAccepted_IsAProblemWithTheSameMembers(string body, int status, string code, int rejected)
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var answer = (await server.PostAsync(body, IngestServer.Batch)).ExpectProblem(status, code);

        AssertTally(answer, 0, rejected);
        Assert.Equal(status == 401 ? "Bearer" : null, answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("[]", "There is nothing to store: the batch has no events.")]
    [InlineData($"[{Bad},{Duplicate}]", "No event of the batch can be read, see results. The first: action: An event's name has ")]
    [InlineData($"[{Duplicate},{Bad}]", "No event of the batch can be read, see results. The first: Line 1, column 9: a name ")]
    [InlineData("[7]", "No event of the batch can be read, see results. The first: Line 1, column 2: a number. An event is one JSON object")]
    public async Task Post_NothingReadable_SaysTheFirstMistakeInTheDetail(string body, string detail)
    {
        await using var server = await IngestServer.StartAsync(Policy);
        Assert.StartsWith(detail, (await server.PostAsync(body, IngestServer.Batch)).ExpectProblem(400, "invalid_event").Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "malformed_json")]
    [InlineData("{}", "malformed_json")]
    [InlineData($"[{Open}", "malformed_json")]
    public async Task Post_NoBatch_IsRefusedWhole(string body, string code)
    {
        await using var server = await IngestServer.StartAsync(Policy);
        (await server.PostAsync(body, IngestServer.Batch, "Bearer a.b.c")).ExpectProblem(400, code);
        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal((DecisionReason.MalformedJson, 1), (rejection.Reason, rejection.Count));
        Assert.Equal(rejection.Cause, JsonFlawPlace.ReadCause(rejection.Cause)?.ToCause());
    }

    [Fact]
    public async Task Post_MalformedElements_SayTheirPlaceInTheWholeBody()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var answer = await server.PostAsync($"[\n  {Open[..^1]},\"label\":\"\\n\\n\"}},\n  {Duplicate}, {{\"x\":\"\\ud800\"}}\n]", IngestServer.Batch);

        Assert.Equal(["1 400 malformed_json", "2 400 malformed_json"], Results(answer));
        Assert.Equal(["DuplicateMember at line 3, column 10", "LoneSurrogate at line 3, column 23"], server.Journal.Rejections.Select(rejection => rejection.Cause));
        Assert.All(["Line 3, column 10: ", "Line 3, column 23: "], place => Assert.Contains(place, answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_TooMany_Is413()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var answer = await server.PostAsync("[" + string.Join(',', Enumerable.Repeat("1", 1001)) + "]", IngestServer.Batch);
        Assert.Contains("1,000 events", answer.ExpectProblem(413, "payload_too_large").Detail, StringComparison.Ordinal);
        Assert.Empty(server.Journal.Counted);
    }

    [Fact]
    public async Task Post_InvalidToken_Is401ForAllAndOneRecordWithTheCount()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        (await server.PostAsync($"[{Open},{Bad},{Open}]", IngestServer.Batch, "Bearer a.b.c")).ExpectProblem(401, "invalid_token");

        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal((DecisionReason.InvalidToken, null, 3), (rejection.Reason, rejection.Action, rejection.Count));
        Assert.Equal(0, server.Journal.Appends);
    }

    [Fact]
    public async Task Post_OneTokenForAll_IsAppliedToEach()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        const string other = """{"action":"page.visit","client":{"uuid":"11111111-3a4b-4c5d-8e6f-708192a3b4c5"}}""";
        var answer = await server.PostAsync($$"""[{{NeedsToken}},{{other}},{"action":"a.b"}]""", IngestServer.Batch, "Bearer " + IngestServer.Token(new { uuid = Uuid }));

        Assert.Equal(207, answer.Status);
        Assert.Equal(["1 403 identity_mismatch"], Results(answer));
        Assert.All(server.Journal.Kept, entry => Assert.Equal(Uuid, entry.Token?.Uuid));
        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal((DecisionReason.IdentityMismatch, "page.visit"), (rejection.Reason, rejection.Action));
    }

    [Fact]
    public async Task Post_OnlySomebodyElsesEvents_Is403()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        var token = IngestServer.Token(new { uuid = "11111111-3a4b-4c5d-8e6f-708192a3b4c5" });
        AssertTally((await server.PostAsync($"[{Open}]", IngestServer.Batch, "Bearer " + token)).ExpectProblem(403, "batch_rejected"), 0, 1);
        Assert.Equal(0, server.Journal.Appends);
    }

    [Fact]
    public async Task Post_RejectionThatFindsNoRoomInTheRecord_IsCountedAndTheOthersAreStored()
    {
        await using var server = await IngestServer.StartAsync(Policy);
        server.Journal.RoomForRejections = 1;
        Assert.Equal(207, (await server.PostAsync($"[{Open},{Bad},{Bad}]", IngestServer.Batch)).Status);
        Assert.Single(server.Journal.Kept);
        Assert.Single(server.Journal.Rejections);
        Assert.Equal(2, server.Journal.Counted.Count);
    }

    private static void AssertTally(Answer answer, int accepted, int rejected)
    {
        Assert.Equal((accepted, rejected), (answer.Json.GetProperty("accepted").GetInt32(), answer.Json.GetProperty("rejected").GetInt32()));
        Assert.Equal(rejected, answer.Json.GetProperty("results").GetArrayLength());
        Assert.Equal(IngestServer.PolicyVersion, answer.Json.GetProperty("policyVersion").GetInt32());
    }

    private static IEnumerable<string> Results(Answer answer) =>
        answer.Json.GetProperty("results").EnumerateArray().Select((JsonElement result) =>
            $"{result.GetProperty("index").GetInt32()} {result.GetProperty("status").GetInt32()} {result.GetProperty("code").GetString()}");
}
