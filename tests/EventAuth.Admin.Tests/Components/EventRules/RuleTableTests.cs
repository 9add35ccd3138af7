using Bunit;
using EventAuth.Admin.Components.EventRules;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;

namespace EventAuth.Admin.Tests.Components.EventRules;

public sealed class RuleTableTests
{
    [Fact]
    public async Task Compact_EachCell_ShowsASignAndSaysTheWords()
    {
        await using var context = new BunitContext();
        var before = new EffectiveRules(EventPolicy.Empty);
        var after = new EffectiveRules(EventPolicy.Initial);
        var name = EventName.Parse("form.submit");
        RuleRow[] rows = [new(null, [name], EventLists.None, after[name], before[name])];

        var table = context.Render<RuleTable>(parameters => parameters.Add(t => t.Label, "Rules").Add(t => t.Rows, rows).Add(t => t.Compact, true));

        Assert.Equal("Rules", table.Find("table").GetAttribute("aria-label"));
        Assert.Equal(["401", "401", "401", "401"], table.FindAll("td [aria-hidden]").Select(sign => sign.TextContent));
        Assert.Equal("Rejected Token required now: accepted, may change data", Words(table.Find("td .visually-hidden").TextContent));
        Assert.Contains("jwt_required", table.Find("td .verdict").GetAttribute("title"), StringComparison.Ordinal);
        Assert.Equal(2, table.FindAll("td.differs").Count);
        Assert.Contains("may change data", table.Find(".legend").TextContent, StringComparison.Ordinal);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
