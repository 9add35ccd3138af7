using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Decisions;

/// <summary>Every row of the decision table through the real endpoint, its lists set through the admin API.</summary>
public sealed class DecisionTableTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private const string Action = "table.event";

    public static TheoryData<DecisionRow> Rows => [.. DecisionRow.ReadAll()];

    [Fact]
    public void DecisionTable_Rows_AreAllThere() => Assert.Equal(108, DecisionRow.ReadAll().Select(row => row.ToString()).Distinct().Count());

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Ingest_RowOfTheTable_DecidesAsTheRowSays(DecisionRow row)
    {
        var version = await running.Api.SetListsAsync(row.ListsFor(Action));
        var uuid = Guid.NewGuid().ToString();
        var token = await PrepareAsync(row, uuid);
        var before = await running.Api.FindProfileAsync(uuid);

        var answer = await running.Ingest.PostAsync(
            new { action = Action, client = new { uuid, attributes = new { mark = "changed" } } }, token);

        answer.Expect(row.Status);
        var after = await running.Api.FindProfileAsync(uuid);
        Assert.Equal(before is not null || row.CreatesProfile == true, after is not null);
        Assert.Equal(row.MayChangeData, after is { } profile && profile.GetProperty("attributes").TryGetProperty("mark", out _));
        if (row.Status == 202)
        {
            Assert.Equal("accepted", answer.Json.GetProperty("status").GetString());
            Assert.Equal(row.Reason, answer.Json.GetProperty("reason").GetString());
            Assert.Equal(row.MayChangeData, answer.Json.GetProperty("profileUpdated").GetBoolean());
            Assert.Equal(version, answer.Json.GetProperty("policyVersion").GetInt32());
            await AssertRecordedAsync(row, uuid, answer.Json, version);
        }
        else
        {
            answer.ExpectProblem(row.Status, row.Reason);
            Assert.Equal(before?.GetRawText(), after?.GetRawText());
        }
    }

    // Creates the customer of the row, and returns the token of the row's request.
    private async Task<string?> PrepareAsync(DecisionRow row, string uuid)
    {
        var email = $"{uuid}@shop.example";
        switch (row.Caller)
        {
            case "no-token(anonymous)":
                return null;
            case "no-token(known)":
                (await running.Ingest.PostAsync(new { action = "earlier.event" }, SigningKey.Shared.Token(new { uuid, email }))).Expect(202);
                return null;
            case "token-valid(authenticated)":
                return SigningKey.Shared.Token(new { uuid, email });
            case "token-invalid":
                return SigningKey.Other.Token(new { uuid, email });
            default:
                throw new InvalidOperationException($"The table has a caller '{row.Caller}'.");
        }
    }

    private async Task AssertRecordedAsync(DecisionRow row, string uuid, JsonElement accepted, int version)
    {
        var activities = await running.Api.ActivitiesAsync(uuid);
        var activity = Assert.Single(activities, item => item.GetProperty("action").GetString() == Action);
        Assert.Equal(accepted.GetProperty("eventId").GetString(), activity.GetProperty("eventId").GetString());
        Assert.Equal(row.Reason, activity.GetProperty("reason").GetString());
        Assert.Equal(row.MayChangeData, activity.GetProperty("profileUpdated").GetBoolean());
        Assert.Equal(version, activity.GetProperty("policyVersion").GetInt32());
    }
}
