using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Http;

public sealed class EventTests
{
    private const string Uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5";
    private const string Event = $$$"""{"action":"product.view","client":{"uuid":"{{{Uuid}}}"}}""";

    private static readonly EventName ProductView = EventName.Parse("product.view");

    [Fact]
    public async Task Post_AcceptedEvent_Is202WithTheVerdict()
    {
        await using var server = await IngestServer.StartAsync();
        var answer = await server.PostAsync(Event);

        Assert.Equal(202, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(answer.Text.Length, answer.Response.Content.Headers.ContentLength);
        Assert.Matches(
            """^\{"status":"accepted","eventId":"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}","reason":"anonymous_list_empty","profileUpdated":true,"policyVersion":7\}$""",
            answer.Text);
        Assert.Equal(Uuid, Assert.Single(server.Journal.Kept).ClientUuid);
        Assert.Empty(server.Journal.Rejections);
    }

    [Fact]
    public async Task Post_WithValidToken_HandsTheIdentityToTheJournal()
    {
        await using var server = await IngestServer.StartAsync(EventPolicy.Empty.With(EventListKind.UpdateWithJwt, [ProductView]));
        var answer = await server.PostAsync("""{"action":"product.view"}""", authorization: "bEaReR " + IngestServer.Token(new { customId = "c-17" }));

        Assert.Equal((202, "listed_with_jwt"), (answer.Status, answer.Json.GetProperty("reason").GetString()));
        Assert.True(answer.Json.GetProperty("profileUpdated").GetBoolean());
        var kept = Assert.Single(server.Journal.Kept);
        Assert.Equal(("c-17", IngestServer.CertificateId), (kept.Token?.CustomId, kept.CertificateId));
        Assert.Null(kept.ClientUuid);
    }

    [Fact]
    public async Task Post_EventThatNeedsAToken_Is401WithoutError()
    {
        await using var server = await IngestServer.StartAsync(EventPolicy.Empty.With(EventListKind.UpdateWithJwt, [ProductView]));
        var answer = (await server.PostAsync(Event)).ExpectProblem(401, "jwt_required");

        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        Assert.Empty(server.Journal.Rejections);
    }

    [Fact]
    public async Task Post_AnonymousEventOffTheList_Is403()
    {
        await using var server = await IngestServer.StartAsync(EventPolicy.Empty.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit")]));
        (await server.PostAsync(Event)).ExpectProblem(403, "not_allowed_for_anonymous");

        server.Journal.Known[Uuid] = true;
        Assert.Equal("known_customer", (await server.PostAsync(Event)).Json.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Post_SeveralBlanksBehindBearer_AreTaken()
    {
        await using var server = await IngestServer.StartAsync();

        Assert.Equal(202, (await server.PostAsync(Event, authorization: "bearer   " + IngestServer.Token(new { uuid = Uuid }))).Status);
    }

    [Fact]
    public async Task Post_AnyInvalidToken_IsTheSame401AndSaysWhyToTheOperatorOnly()
    {
        await using var server = await IngestServer.StartAsync();
        var good = IngestServer.Token(new { uuid = Uuid });
        string[] bad =
        [
            "", "Bearer", "Bearer ", "Basic dTpw", good, $"Bearer {good} ,x", $"Bearer {good}, Bearer {good}", "Token " + good,
            "Bearer a.b.c", "Bearer " + new string('a', 9000), "Bearer " + good[..^4] + "AAAA", "Bearer " + SigningKey.Other.Token(new { uuid = Uuid }, IngestServer.Now),
            "Bearer " + IngestServer.Token(new { uuid = "x" }), "Bearer " + IngestServer.Token(new { }),
        ];
        var answers = new List<Answer>();
        foreach (var authorization in bad)
        {
            answers.Add(await server.PostAsync(Event, authorization: authorization));
        }

        Assert.All(answers, answer => Assert.Equal("Bearer error=\"invalid_token\"", answer.ExpectProblem(401, "invalid_token").Header("WWW-Authenticate")));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(bad.Length, server.Journal.Rejections.Count);
        Assert.All(server.Journal.Rejections, rejection => Assert.Equal(
            (DecisionReason.InvalidToken, "product.view", 1, IngestServer.PolicyVersion, IngestServer.CertificateId, IngestServer.Now),
            (rejection.Reason, rejection.Action, rejection.Count, rejection.PolicyVersion, rejection.CertificateId, rejection.ReceivedAt)));
        Assert.Equal(
            [
                "empty", "empty", "empty", "other_scheme", "scheme_missing", "blanks", "several_tokens", "other_scheme",
                "cut_off", "too_long", "unknown_key", "unknown_key", "uuid_malformed", "no_identity",
            ],
            server.Journal.Rejections.Select(rejection => rejection.Cause));
        Assert.Empty(server.Journal.Kept);
    }

    [Fact]
    public async Task Post_TwoAuthorizationHeaders_AreAnInvalidToken()
    {
        await using var server = await IngestServer.StartAsync();
        var authorization = "Authorization: Bearer " + IngestServer.Token(new { uuid = Uuid });
        var answer = await RawRequest.SendAsync(
            server.Address,
            $"POST {IngestServer.Single} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{authorization}\r\n{authorization}\r\nContent-Type: application/json\r\nContent-Length: {Event.Length}\r\n\r\n{Event}");

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.Equal("several_tokens", Assert.Single(server.Journal.Rejections).Cause);
    }

    [Fact]
    public async Task Post_ExpiredToken_SaysSo()
    {
        await using var server = await IngestServer.StartAsync();
        var expired = SigningKey.Shared.Token(new { uuid = Uuid }, IngestServer.Now, TimeSpan.FromMinutes(-5));
        var answer = (await server.PostAsync(Event, authorization: "Bearer " + expired)).ExpectProblem(401, "token_expired");

        Assert.Equal("Bearer error=\"invalid_token\"", answer.Header("WWW-Authenticate"));
        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal((DecisionReason.TokenExpired, "expired"), (rejection.Reason, rejection.Cause));
    }

    [Fact]
    public async Task Post_SomebodyElsesToken_Is403AndRecorded()
    {
        await using var server = await IngestServer.StartAsync();
        var token = IngestServer.Token(new { uuid = "11111111-3a4b-4c5d-8e6f-708192a3b4c5" });
        (await server.PostAsync(Event, authorization: "Bearer " + token)).ExpectProblem(403, "identity_mismatch");

        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal((DecisionReason.IdentityMismatch, "product.view", "client.uuid"), (rejection.Reason, rejection.Action, rejection.Cause));
        Assert.Empty(server.Journal.Kept);
    }

    [Fact]
    public async Task Post_BadEvent_Is400WithEverythingAndRecorded()
    {
        await using var server = await IngestServer.StartAsync();
        var answer = (await server.PostAsync("""{"action":"a.b","label":1,"client":{"<b>":[]}}""")).ExpectProblem(400, "invalid_event");

        Assert.Equal(["label invalid_type", "client.<b> invalid_type", "client.uuid required"], answer.Errors);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal((DecisionReason.InvalidEvent, "a.b", null), (rejection.Reason, rejection.Action, rejection.CertificateId));
        Assert.Equal("label invalid_type, client.* invalid_type, client.uuid required", rejection.Cause);
    }

    [Theory]
    [InlineData("{", "malformed_json")]
    [InlineData("{\"action\":\"x\"}", "invalid_event")]
    public async Task Post_UnreadableBodyWithABadToken_IsTheBodysFault(string body, string code)
    {
        await using var server = await IngestServer.StartAsync();
        (await server.PostAsync(body, authorization: "Bearer a.b.c")).ExpectProblem(400, code);
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "duplicate_member", "DuplicateMember at line 1, column 8")]
    [InlineData("{\n  \"secret\": NaN }", "invalid_json", "NotANumber at line 2, column 13")]
    [InlineData("[]", "invalid_type", "NotAnObject at line 1, column 1")]
    public async Task Post_MalformedBody_IsCountedAndRecordedWithItsPlaceAndNothingElse(string body, string code, string cause)
    {
        await using var server = await IngestServer.StartAsync();
        var answer = (await server.PostAsync(body, authorization: "Bearer a.b.c", headers: ("Origin", "https://shop.example"))).ExpectProblem(400, "malformed_json");

        Assert.Equal([" " + code], answer.Errors);
        Assert.Equal((DecisionReason.MalformedJson, null, 1), Assert.Single(server.Journal.Counted.Select(counted => (counted.Reason, counted.Action, counted.Count))));
        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal((DecisionReason.MalformedJson, null, cause, IngestServer.PolicyVersion), (rejection.Reason, rejection.Action, rejection.Cause, rejection.PolicyVersion));
        Assert.Equal((default, null, "https://shop.example"), (rejection.Customer, rejection.Payload, rejection.Source.ReadOrigin()));
    }

    [Fact]
    public async Task Post_InvalidEvent_SaysTheFirstErrorInTheDetail()
    {
        await using var server = await IngestServer.StartAsync();

        var one = await server.PostAsync(Event[..^1] + ""","label":5}""");
        Assert.Equal("label: Must be a string, and a number was sent. Write it in quotation marks.", one.Detail);

        var three = await server.PostAsync(Event[..^1] + ""","label":5,"params":[],"time":null}""");
        Assert.Equal(one.Detail + " And 2 more, see errors.", three.Detail);
    }

    [Theory]
    [InlineData(AppendStatus.Overloaded, "overloaded")]
    [InlineData(AppendStatus.Unavailable, "storage_unavailable")]
    public async Task Post_JournalKeepsNothing_Is503WithRetryAfter(AppendStatus status, string code)
    {
        await using var server = await IngestServer.StartAsync();
        server.Journal.Status = status;

        foreach (var (body, path) in new[] { (Event, IngestServer.Single), ($"[{Event}]", IngestServer.Batch) })
        {
            var answer = (await server.PostAsync(body, path)).ExpectProblem(503, code);
            Assert.Matches("^[1-9][0-9]*$", answer.Header("Retry-After"));
            Assert.Equal("Retry-After, WWW-Authenticate", answer.Header("Access-Control-Expose-Headers"));
        }
    }

    [Theory]
    [InlineData(Event, "Bearer a.b.c", 401, "invalid_token", "product.view")]
    [InlineData("{}", null, 400, "invalid_event", null)]
    public async Task Post_RejectionThatFindsNoRoomInTheRecord_IsCountedAndAnsweredAsWhatItIs(string body, string? authorization, int status, string code, string? action)
    {
        await using var server = await IngestServer.StartAsync();
        server.Journal.RoomForRejections = 0;
        (await server.PostAsync(body, authorization: authorization)).ExpectProblem(status, code);
        var counted = Assert.Single(server.Journal.Counted);
        Assert.Equal((code, action, 1), (counted.Reason.ToCode(), counted.Action?.Value, counted.Count));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{},{"a":1,"a":2}""")]
    public async Task Post_MoreRejectionsThanTheQuota_AreAllCounted(string rejected)
    {
        // Bodies that are not events and invalid events share one quota.
        await using var server = await IngestServer.StartAsync();
        const int Sent = RejectionQuota.PerMinute + 100;
        var each = rejected.StartsWith("{},", StringComparison.Ordinal) ? 2 : 1;
        for (var i = 0; i < Sent; i += 1_000)
        {
            var events = string.Join(',', Enumerable.Repeat(rejected, Math.Min(1_000, Sent - i) / each));
            Assert.Equal(400, (await server.PostAsync($"[{events}]", IngestServer.Batch)).Status);
        }

        Assert.Equal(Sent, server.Journal.Counted.Sum(counted => counted.Count));
        Assert.InRange(server.Journal.Rejections.Count, RejectionQuota.PerMinute, (2 * RejectionQuota.PerMinute) - 1);
    }

    [Fact]
    public async Task Post_RejectedEvent_IsRecordedWithWhatTheRequestSaysOfItself()
    {
        await using var server = await IngestServer.StartAsync();
        await server.PostAsync(Event, authorization: "Bearer a.b.c");
        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal("5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5", rejection.Customer.Uuid);
        Assert.Null(rejection.Payload);
    }

    [Fact]
    public async Task Post_FaultOfTheProgram_Is500WithCorsAndOneErrorInTheLog()
    {
        await using var server = await IngestServer.StartAsync();
        server.Journal.Fault = new InvalidOperationException("Wanted by the test.");
        var answer = (await server.PostAsync(Event)).ExpectProblem(500, "internal_error");

        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.DoesNotContain("Wanted", answer.Text, StringComparison.Ordinal);
        Assert.Equal(2004, Assert.Single(server.Log.Lines, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning).Id);
    }
}
