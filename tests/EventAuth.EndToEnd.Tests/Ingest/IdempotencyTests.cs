using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Ingest;

/// <summary>The contract's paragraph "Idempotency", sentence by sentence.</summary>
public sealed class IdempotencyTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task Repeat_SameSalt_AnswersWithTheFirstIdAndIsStoredOnce()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();

        var first = await SendAsync(sent);
        var second = await SendAsync(sent);

        Assert.Equal(first, second);
        Assert.Single(await running.Api.ActivitiesAsync((string)sent["uuid"]));
    }

    [Fact]
    public async Task Repeat_WithoutSalt_IsStoredTwice()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();
        sent.Remove("eventSalt");

        Assert.NotEqual(await SendAsync(sent), await SendAsync(sent));
        Assert.Equal(2, (await running.Api.ActivitiesAsync((string)sent["uuid"])).Count);
    }

    [Theory]
    [InlineData("uuid", "11111111-2222-4333-8444-555555555555")]
    [InlineData("action", "product.other")]
    [InlineData("time", "2024-11-20T10:15:01Z")]
    [InlineData("eventSalt", "another-salt")]
    public async Task Repeat_AnyPartOfTheKeyDiffers_IsAnotherEvent(string part, string value)
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();
        sent["time"] = "2024-11-20T10:15:00Z";

        Assert.NotEqual(await SendAsync(sent), await SendAsync(new(sent) { [part] = value }));
    }

    [Fact]
    public async Task Repeat_WithoutTime_IsARepeatAndNotThatOfATime()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var without = Event();
        var with = new Dictionary<string, object>(without) { ["time"] = "2024-11-20T10:15:00Z" };

        var first = await SendAsync(without);

        Assert.NotEqual(first, await SendAsync(with));
        Assert.Equal(first, await SendAsync(without));
    }

    [Fact]
    public async Task Repeat_PartsOutsideTheKeyDiffer_IsTheSameEvent()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();

        var first = await SendAsync(sent);

        Assert.Equal(first, await SendAsync(new(sent) { ["label"] = "other" }));
    }

    [Fact]
    public async Task Repeat_TokensThatShareTheFirstIdentifier_IsTheSameEvent()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var customId = Guid.NewGuid().ToString();
        var body = new { action = "product.view", eventSalt = "salt-1" };

        var first = await running.Ingest.PostAsync(body, SigningKey.Shared.Token(new { customId, email = $"{customId}@shop.example" }));
        var second = await running.Ingest.PostAsync(body, SigningKey.Shared.Token(new { customId, uuid = Guid.NewGuid() }));
        var other = await running.Ingest.PostAsync(body, SigningKey.Shared.Token(new { email = $"{customId}@shop.example" }));

        Assert.Equal(IdOf(first), IdOf(second));
        Assert.NotEqual(IdOf(first), IdOf(other));
    }

    [Fact]
    public async Task Repeat_AfterTheProfileWasMerged_IsTheSameEvent()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();
        var first = await SendAsync(sent);
        var merge = new { action = "page.visit", client = new { uuid = sent["uuid"] } };
        (await running.Ingest.PostAsync(merge, SigningKey.Shared.Token(new { customId = Guid.NewGuid() }))).Expect(202);

        Assert.Equal(first, await SendAsync(sent));
        Assert.Equal(2, (await running.Api.ActivitiesAsync((string)sent["uuid"])).Count);
    }

    [Fact]
    public async Task Repeat_WithoutTheTokenThatTheEventNeeds_IsRejected()
    {
        await running.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["order.place"] });
        var uuid = Guid.NewGuid().ToString();
        var body = new { action = "order.place", eventSalt = "salt-1", client = new { uuid } };
        (await running.Ingest.PostAsync(body, SigningKey.Shared.Token(new { uuid }))).Expect(202);

        (await running.Ingest.PostAsync(body)).ExpectProblem(401, "jwt_required");
        (await running.Ingest.PostAsync(body, SigningKey.Other.Token(new { uuid }))).ExpectProblem(401, "invalid_token");
        Assert.Single(await running.Api.ActivitiesAsync(uuid));
    }

    [Fact]
    public async Task Repeat_ThatThePolicyNowRejects_IsRejected()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();
        var first = await SendAsync(sent);

        await running.Api.SetListsAsync(new PolicyLists { AnonymousWithoutJwt = ["page.visit"] });
        (await running.Ingest.PostAsync(Body(sent))).ExpectProblem(403, "not_allowed_for_anonymous");

        await running.Api.SetListsAsync(new PolicyLists());
        Assert.Equal(first, await SendAsync(sent));
    }

    [Fact]
    public async Task Repeat_WithinOneBatch_IsStoredOnce()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();

        var answer = await running.Ingest.PostBatchAsync([Body(sent), Body(sent), Body(sent)]);

        Assert.Equal(3, answer.Expect(202).Json.GetProperty("accepted").GetInt32());
        Assert.Single(await running.Api.ActivitiesAsync((string)sent["uuid"]));
    }

    [Fact]
    public async Task Repeat_ManyAtOnce_AllGetTheSameId()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(sent)));

        Assert.Single(ids.Distinct());
        Assert.Single(await running.Api.ActivitiesAsync((string)sent["uuid"]));
    }

    [Fact]
    public async Task Repeat_ByAnotherAnonymousSender_IsAnotherEvent()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var sent = Event();

        var first = await SendAsync(sent);

        Assert.NotEqual(first, await SendAsync(new(sent) { ["uuid"] = Guid.NewGuid().ToString() }));
    }

    private static Dictionary<string, object> Event() => new()
    {
        ["uuid"] = Guid.NewGuid().ToString(),
        ["action"] = "product.view",
        ["eventSalt"] = "01J" + Guid.NewGuid().ToString("n"),
    };

    private static Dictionary<string, object> Body(Dictionary<string, object> sent)
    {
        var body = new Dictionary<string, object>(sent) { ["client"] = new { uuid = sent["uuid"] } };
        body.Remove("uuid");
        return body;
    }

    private static string IdOf(Answer answer) => answer.Expect(202).Json.GetProperty("eventId").GetString()!;

    private async Task<string> SendAsync(Dictionary<string, object> sent) => IdOf(await running.Ingest.PostAsync(Body(sent)));
}
