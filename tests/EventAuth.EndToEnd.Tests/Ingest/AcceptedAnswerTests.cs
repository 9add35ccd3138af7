using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Ingest;

/// <summary>What "202" promises, and what a rejection leaves behind: nothing.</summary>
public sealed partial class AcceptedAnswerTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task Accepted_AtOnce_ProfileActivityAndCatalogueEntryCanBeRead()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var (uuid, action) = (Guid.NewGuid().ToString(), NewAction());

        var answer = await running.Ingest.PostAsync(new
        {
            action,
            label = "A label",
            client = new { uuid },
            @params = new { price = 12.50m, tags = new[] { "a", "b" }, note = "<b>bold</b>" },
            time = "2024-11-20T10:15:00.250+01:00",
        });

        Assert.Equal("application/json", answer.Expect(202).MediaType);
        var profile = await running.Api.ProfileAsync(uuid);
        Assert.Equal("anonymous", profile.GetProperty("state").GetString());
        Assert.Matches(UtcMilliseconds(), profile.GetProperty("createdAt").GetString());
        var activity = Assert.Single(await running.Api.ActivitiesAsync(uuid));
        Assert.Equal(answer.Json.GetProperty("eventId").GetString(), activity.GetProperty("eventId").GetString());
        Assert.Equal("A label", activity.GetProperty("label").GetString());
        Assert.Equal("2024-11-20T09:15:00.250Z", activity.GetProperty("time").GetString());
        Assert.Equal("<b>bold</b>", activity.GetProperty("params").GetProperty("note").GetString());
        Assert.Equal(12.50m, activity.GetProperty("params").GetProperty("price").GetDecimal());
        var entry = await running.Api.FindEventAsync(action);
        Assert.Equal("discovered", entry?.GetProperty("source").GetString());
        Assert.Matches(UtcMilliseconds(), entry?.GetProperty("lastSeenAt").GetString());
    }

    [Fact]
    public async Task Accepted_ActionThatTheCatalogueKnows_StaysWhatItIs()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        (await running.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);

        Assert.Equal("standard", (await running.Api.FindEventAsync("page.visit"))?.GetProperty("source").GetString());
    }

    [Fact]
    public async Task Accepted_ActionInAnotherCase_IsAnotherAction()
    {
        await running.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["form.submit"] });
        var answer = await running.Ingest.PostAsync(new { action = "Form.Submit", client = new { uuid = Guid.NewGuid() } });

        Assert.Equal("anonymous_list_empty", answer.Expect(202).Json.GetProperty("reason").GetString());
        Assert.Equal("discovered", (await running.Api.FindEventAsync("Form.Submit"))?.GetProperty("source").GetString());
    }

    [Fact]
    public async Task Accepted_TimeInTheFuture_IsTheTimeOfReceiptAndKeptAsOriginal()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var uuid = Guid.NewGuid().ToString();

        (await running.Ingest.PostAsync(new { action = "page.visit", client = new { uuid }, time = "2199-01-01T00:00:00Z" })).Expect(202);

        var activity = Assert.Single(await running.Api.ActivitiesAsync(uuid));
        Assert.Equal("2199-01-01T00:00:00.000Z", activity.GetProperty("originalTime").GetString());
        Assert.Equal(activity.GetProperty("receivedAt").GetString(), activity.GetProperty("time").GetString());
    }

    [Fact]
    public async Task Activities_OfOneProfile_ComeByTimeNewestFirstAndPageByPage()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var uuid = Guid.NewGuid().ToString();
        foreach (var day in new[] { 3, 1, 5, 2, 4 })
        {
            (await running.Ingest.PostAsync(new { action = "page.visit", client = new { uuid }, time = $"2024-11-0{day}T00:00:00Z" })).Expect(202);
        }

        var days = new List<string>();
        var cursor = "";
        do
        {
            var page = (await running.Api.GetAsync($"/api/v1/profiles/{uuid}/activities?limit=2{cursor}")).Expect(200).Json;
            days.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("time").GetString()![9..10]));
            cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : null;
        }
        while (cursor is not null);

        Assert.Equal(["5", "4", "3", "2", "1"], days);
    }

    [Theory]
    [InlineData("jwt_required")]
    [InlineData("not_allowed_for_anonymous")]
    [InlineData("invalid_token")]
    public async Task Rejected_Event_CreatesNoProfileNoActivityNoCatalogueEntry(string code)
    {
        var (uuid, action) = (Guid.NewGuid().ToString(), NewAction());
        await running.Api.SetListsAsync(code == "jwt_required"
            ? new PolicyLists { UpdateWithJwt = [action] }
            : new PolicyLists { AnonymousWithoutJwt = ["page.visit"] });

        var answer = await running.Ingest.PostAsync(new { action, client = new { uuid } }, code == "invalid_token" ? "no.such.token" : null);

        Assert.Equal(code, answer.Code);
        Assert.Null(await running.Api.FindProfileAsync(uuid));
        Assert.Equal(404, (await running.Api.GetAsync($"/api/v1/profiles/{uuid}/activities")).Status);
        Assert.Null(await running.Api.FindEventAsync(action));
    }

    private static string NewAction() => "e2e." + Guid.NewGuid().ToString("n")[..12];

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", RegexOptions.None, 1000)]
    private static partial Regex UtcMilliseconds();
}
