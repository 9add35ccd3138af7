using EventAuth.Admin.Texts;
using EventAuth.Core.Audit;

namespace EventAuth.Admin.Tests.Texts;

public sealed class AuditTextsTests
{
    [Fact]
    public void Title_OfEveryAction_IsItsOwn()
    {
        var titles = AuditAction.All.Select(action => action.ToTitle()).ToList();

        Assert.All(titles, title => Assert.Matches("^[A-Z].*[a-z]$", title));
        Assert.Equal(titles.Count, titles.Distinct().Count());
    }

    [Fact]
    public void Sentence_OfEveryFlaw_NamesTheEntry() => Assert.All(Enum.GetValues<AuditFlaw>(), flaw => Assert.Matches(
        @"^Broken at entry 3: [a-z].*\.$", new AuditVerdict(5, default!, flaw, Number: 3, Standing: 4).ToSentence()));
}
