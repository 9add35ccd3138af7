using System.Text;
using System.Text.Json;
using EventAuth.Core.Decisions;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Tests.Responses;

public sealed class AcceptedAnswersTests
{
    private static readonly DecisionReason[] Accepting = [.. Enum.GetValues<DecisionReason>().Where(reason => reason.Accepts())];

    [Fact]
    public void Answer_EachReasonFlagAndAlternatingVersion_SaysWhatWasDecided()
    {
        foreach (var version in (int[])[12, 13, 12, 14, int.MaxValue, 1, 12])
        {
            foreach (var reason in Accepting)
            {
                AssertSays(new Decision(reason, MayChangeData: true), version);
                AssertSays(new Decision(reason, MayChangeData: false), version);
            }
        }
    }

    [Fact]
    public async Task Answer_VersionsAlternatingOnManyThreads_IsNeverAnothersVersion() =>
        await Task.WhenAll(Enumerable.Range(100, 4).Select(version => Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                AssertSays(new Decision(Accepting[i % Accepting.Length], i % 3 == 0), version + (i / 500));
            }
        })));

    private static void AssertSays(Decision decision, int version)
    {
        var json = "{\"status\":\"accepted\",\"eventId\":\"" + Encoding.UTF8.GetString(AcceptedAnswers.AfterId(decision, version));
        using var answer = JsonDocument.Parse(json);
        (string, string)[] monitored = decision.Reason.Monitored() is { } rejection ? [("monitored", $"\"{rejection.ToCode()}\"")] : [];
        Assert.Equal(
            [("status", "\"accepted\""), ("eventId", "\"\""), ("reason", $"\"{decision.Reason.ToCode()}\""), .. monitored, ("profileUpdated", decision.MayChangeData ? "true" : "false"), ("policyVersion", $"{version}")],
            answer.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetRawText())));
    }
}
