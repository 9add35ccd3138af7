using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Paths;
using EventAuth.Ingest.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Http;

/// <summary>The paths of typed events do the same as <c>custom</c> with the action they stand for.</summary>
public sealed partial class TypedEventTests
{
    private const string Uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5";

    // As in the contract, apart from the table in the program.
    private static readonly (string Name, string Action)[] s_typed =
    [
        ("logged-in", "client.login"), ("logged-out", "client.logout"), ("registered", "client.register"),
        ("added-to-cart", "product.addToCart"), ("removed-from-cart", "product.removeFromCart"), ("added-to-favorites", "product.addToFavorite"),
        ("searched", "client.search"), ("shared", "client.shared"), ("visited-screen", "screen.view"),
        ("cancelled-transaction", "transaction.cancel"), ("hit-timer", "client.hitTimer"),
        ("application-started", "client.applicationStarted"), ("appeared-in-location", "client.location"),
    ];

    // Bodies without action, of every outcome.
    private static readonly string[] s_bodies =
    [
        $$$"""{"label":"A label","client":{"uuid":"{{{Uuid}}}","email":"anna@shop.example","city":"Brno","attributes":{"size":"M"}},"params":{"sku":"A-17","price":19.9},"time":"2026-11-22T10:15:00.000+01:00","eventSalt":"1763802900_{{{Uuid}}}"}""",
        $$$"""{"client":{"uuid":"{{{Uuid}}}"}}""",
        """{"client":{"customId":"c-17"}}""",
        $$$"""{"client":{"uuid":"{{{Uuid}}}"},"params":[],"label":null,"time":1763802900}""",
        $$$"""{"client":{"uuid":"{{{Uuid}}}"},"client":{}}""",
        "[]",
        "",
    ];

    public static TheoryData<string, string> Typed { get; } = MakeTyped();

    [Fact]
    public void All_Names_AreThoseOfTheContractWithActionsOfTheCatalogue()
    {
        var standard = StandardEvents.All.Select(definition => definition.Action.Value).ToHashSet();

        Assert.Equal(s_typed, TypedEvent.All.Select(typed => (typed.Name, typed.Action.Value)));
        Assert.All(s_typed, typed => Assert.Contains(typed.Action, standard));
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task Post_AnyBodyAndTokenUnderAnyLists_IsDecidedAnsweredAndRecordedAsCustom(string name, string action)
    {
        var one = new[] { EventName.Parse(action) };
        EventPolicy[] policies =
        [
            EventPolicy.Empty,
            EventPolicy.Empty.With(EventListKind.AnonymousWithoutJwt, one),
            EventPolicy.Empty.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit")]),
            EventPolicy.Empty.With(EventListKind.UpdateWithoutJwt, one),
            EventPolicy.Empty.With(EventListKind.UpdateWithJwt, one),
        ];
        string?[] tokens =
        [
            null,
            "Bearer " + IngestServer.Token(new { uuid = Uuid, customId = "c-17" }),
            "Bearer " + IngestServer.Token(new { customId = "c-18" }),
            "Bearer " + SigningKey.Shared.Token(new { uuid = Uuid }, IngestServer.Now, TimeSpan.FromMinutes(-5)),
            "Bearer a.b.c",
        ];
        var seen = new HashSet<int>();
        foreach (var policy in policies)
        {
            await using var custom = await IngestServer.StartAsync(policy);
            await using var typed = await IngestServer.StartAsync(policy);
            foreach (var (token, body) in tokens.SelectMany(token => s_bodies.Select(body => (token, body))))
            {
                var withAction = body.StartsWith('{') ? $$"""{"action":"{{action}}",{{body[1..]}}""" : body;
                var expected = await custom.PostAsync(withAction, authorization: token);
                var actual = await typed.PostAsync(body, "/v4/events/" + name, token);

                Assert.Equal(WhatItSays(expected), WhatItSays(actual));
                Assert.Equal(expected.Header("WWW-Authenticate"), actual.Header("WWW-Authenticate"));
                seen.Add(actual.Status);
            }

            Assert.Equal(AsJson(custom.Journal.Kept), AsJson(typed.Journal.Kept));
            Assert.Equal(custom.Journal.Counted, typed.Journal.Counted);
            Assert.Equal(Recorded(custom), Recorded(typed));
            Assert.All(typed.Journal.Kept, kept => Assert.Equal(action, kept.Action.Value));
        }

        Assert.Equal([202, 400, 401, 403], seen.Order());
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task Post_WithTheActionOfThePath_IsTaken(string name, string action)
    {
        await using var server = await IngestServer.StartAsync();

        var answer = await server.PostAsync($$$"""{"action":"{{{action}}}","client":{"uuid":"{{{Uuid}}}"}}""", "/v4/events/" + name);

        Assert.Equal((202, action), (answer.Status, Assert.Single(server.Journal.Kept).Action.Value));
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task Post_WithAnotherAction_Is400AndSaysWhichThePathStandsFor(string name, string action)
    {
        await using var server = await IngestServer.StartAsync();

        var answer = await server.PostAsync($$$"""{"client":{"uuid":"{{{Uuid}}}"},"action":"page.visit"}""", "/v4/events/" + name);

        Assert.Equal(["action contradicts_path"], answer.ExpectProblem(400, "invalid_event").Errors);
        Assert.Equal($"action: This path stands for \"{action}\". Leave action out, or send other events to /v4/events/custom.", answer.Detail);
        var rejection = Assert.Single(server.Journal.Rejections);
        Assert.Equal((DecisionReason.InvalidEvent, action, "action contradicts_path"), (rejection.Reason, rejection.Action, rejection.Cause));
        Assert.Empty(server.Journal.Kept);
    }

    [Theory]
    [InlineData("\"Client.Login\"", "action contradicts_path", "stands for")]
    [InlineData("\"client login\"", "action invalid_format", "An event's name has")]
    [InlineData("null", "action invalid_type", "Leave it out, or send a string.")]
    [InlineData("17", "action invalid_type", "Must be a string, and a number was sent.")]
    public async Task Post_ActionThatIsNotOfThePath_IsNamed(string sent, string error, string says)
    {
        await using var server = await IngestServer.StartAsync();

        var answer = await server.PostAsync($$$"""{"action":{{{sent}}},"client":{"uuid":"{{{Uuid}}}"}}""", "/v4/events/logged-in");

        Assert.Equal([error], answer.ExpectProblem(400, "invalid_event").Errors);
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_CustomAfterTyped_StillNeedsAnAction()
    {
        // They share their working memory.
        await using var server = await IngestServer.StartAsync();
        Assert.Equal(202, (await server.PostAsync(s_bodies[1], "/v4/events/logged-in")).Status);

        Assert.Equal(["action required"], (await server.PostAsync(s_bodies[1])).ExpectProblem(400, "invalid_event").Errors);
        var batch = (await server.PostAsync($"[{s_bodies[1]}]", IngestServer.Batch)).ExpectProblem(400, "invalid_event");
        Assert.Equal("required", batch.Json.GetProperty("results")[0].GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task Any_OfATypedPath_HasTheLimitsMediaTypesAndMethodsOfCustom(string name, string action)
    {
        var path = "/v4/events/" + name;
        await using var server = await IngestServer.StartAsync();
        var preflight = await server.SendAsync(HttpMethod.Options, path, null, null, ("Origin", "https://shop.example"), ("Access-Control-Request-Method", "POST"));
        var beacon = await server.SendAsync(HttpMethod.Post, path, new StringContent(s_bodies[1], Encoding.UTF8, "text/plain"));
        var method = (await server.SendAsync(HttpMethod.Put, path, new StringContent(s_bodies[1]))).ExpectProblem(405, "method_not_allowed");

        Assert.Equal((204, "POST", "*"), (preflight.Status, preflight.Header("Access-Control-Allow-Methods"), preflight.Header("Access-Control-Allow-Origin")));
        Assert.Equal((202, action), (beacon.Status, Assert.Single(server.Journal.Kept).Action.Value));
        Assert.Equal(["OPTIONS", "POST"], method.Header("Allow")!.Split(", ").Order());
        Assert.Equal(method.Header("Allow"), (await server.SendAsync(HttpMethod.Get, IngestServer.Single)).Header("Allow"));
        (await server.PostAsync(new string(' ', RequestLimits.EventBytes + 1), path)).ExpectProblem(413, "payload_too_large");
        (await server.SendAsync(HttpMethod.Post, path, new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded")))
            .ExpectProblem(415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("/v4/events/logged-on")]
    [InlineData("/v4/events/client.login")]
    [InlineData("/v4/events/logged-in/now")]
    [InlineData("/logged-in")]
    public async Task Post_UnknownName_Is404ThatListsTheNames(string path)
    {
        await using var server = await IngestServer.StartAsync();

        var answer = (await server.PostAsync(s_bodies[1], path)).ExpectProblem(404, "not_found");

        Assert.All(s_typed, typed => Assert.Contains(typed.Name, answer.Detail, StringComparison.Ordinal));
        Assert.Equal(0, server.Journal.Appends);
    }

    private static TheoryData<string, string> MakeTyped()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, action) in s_typed)
        {
            data.Add(name, action);
        }

        return data;
    }

    private static (int Status, string Text) WhatItSays(Answer answer) => (answer.Status, Changing().Replace(answer.Text, ""));

    private static string AsJson(IEnumerable<PlainEvent> events) => JsonSerializer.Serialize(events);

    private static IEnumerable<(DecisionReason Reason, string? Action, string Cause, string? Uuid)> Recorded(IngestServer server) =>
        server.Journal.Rejections.Select(rejection => (rejection.Reason, rejection.Action, Changing().Replace(rejection.Cause ?? "", ""), rejection.Customer.Uuid));

    // The id of an event, and columns: the body with an action is longer.
    [GeneratedRegex("\"eventId\":\"[0-9a-f-]{36}\"|column [0-9]+", RegexOptions.None, 1_000)]
    private static partial Regex Changing();
}
