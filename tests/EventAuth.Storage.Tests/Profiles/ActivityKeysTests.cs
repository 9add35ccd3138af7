using EventAuth.Core.Profiles;
using EventAuth.Storage.Profiles;
using EventAuth.Storage.Tests.Journal;

namespace EventAuth.Storage.Tests.Profiles;

/// <summary>How many rows are read is not visible in the results, only in the database's query plans.</summary>
[Collection(nameof(LongHistory))]
public sealed class ActivityKeysTests(LongHistory history)
{
    private static readonly DateTimeOffset Middle = LongHistory.LastOf(LongHistory.Visitor).AddHours(-1);

    [Fact]
    public async Task Page_First_LooksOnlyAtTheProfilesPlaceInEachRunAndAtTheTail() =>
        AssertDirect(await PlanAsync(null), "SEARCH Activities USING PRIMARY KEY (Run=? AND ProfileId=?)");

    [Fact]
    public async Task Page_Next_LooksOnlyAtTheProfilesPlaceInEachRunAndAtTheTail() =>
        AssertDirect(await PlanAsync(new ActivityPosition(Middle, Middle, Guid.Empty)), "SEARCH Activities USING PRIMARY KEY (Run=? AND ProfileId=? AND (Time,ReceivedAt,EventId)<(?,?,?))");

    [Fact]
    public async Task LastReceipt_OfProfiles_LooksOnlyAtTheirPlaceInEachRunAndAtTheTail()
    {
        var plans = new QueryPlans();
        await using var context = plans.NewContext(history.Storage.Options.ConnectionString);

        await ActivityKeys.LastReceiptAsync(context, [1, 2], CancellationToken.None);

        AssertDirect(plans.Steps, "SEARCH Activities USING PRIMARY KEY (Run=? AND ProfileId=?)");
    }

    private async Task<IReadOnlyList<string>> PlanAsync(ActivityPosition? after)
    {
        var plans = new QueryPlans();
        await using var context = plans.NewContext(history.Storage.Options.ConnectionString);
        Assert.Equal(100, (await ActivityKeys.ReadPageAsync(context, [1, 2], after, 100, CancellationToken.None)).Count);
        return plans.Steps;
    }

    private static void AssertDirect(IReadOnlyList<string> steps, string inRuns)
    {
        Assert.Contains(inRuns, steps);
        Assert.Contains("SEARCH Events USING INTEGER PRIMARY KEY (rowid>?)", steps);
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN Events", StringComparison.Ordinal) || step.StartsWith("SCAN Activities", StringComparison.Ordinal));
        Assert.True(steps.All(step => !step.Contains("AUTOMATIC", StringComparison.Ordinal)), string.Join('\n', steps));
    }
}
