using EventAuth.Admin.Components.EventCatalog;

namespace EventAuth.Admin.Tests.Components.EventCatalog;

public sealed class EventDraftTests
{
    [Fact]
    public void Check_EverythingWrong_ReportsEveryField()
    {
        var draft = new EventDraft { Action = "é", DisplayName = new string('x', 81), Description = new string('x', 501), Category = "a\tb" };

        Assert.Equal(
            [DraftField.Action, DraftField.DisplayName, DraftField.Description, DraftField.Category],
            draft.Check().Select(problem => problem.Field));
    }

    [Fact]
    public void Check_AtTheLimitsWithBlanksAround_IsFine()
    {
        var draft = new EventDraft
        {
            Action = " " + new string('a', 32) + " ",
            DisplayName = new string('x', 80) + " ",
            Description = "two\nlines",
            Category = new string('x', 60),
        };

        Assert.Empty(draft.Check());
    }
}
