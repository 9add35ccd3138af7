using System.Text;
using EventAuth.Admin.Components.EventSettings;
using EventAuth.Admin.Components.EventSettings.Drafts;
using EventAuth.Admin.Components.EventSettings.Lists;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

public sealed class EventListDraftTests
{
    private const EventListKind Kind = EventListKind.UpdateWithoutJwt;
    private const EventListKind Other = EventListKind.AnonymousWithoutJwt;

    [Fact]
    public void AddPicked_NewEvents_StandOnTheListAndAreNew()
    {
        var draft = Draft("form.submit");
        draft.Pick(Name("cart.add"));

        draft.AddPicked();

        Assert.Equal(["cart.add", "form.submit"], Texts(draft));
        Assert.True(draft.IsNew(Name("cart.add")));
        Assert.False(draft.IsNew(Name("form.submit")));
        Assert.Empty(draft.Picked);
        Assert.True(draft.ChangesList);
    }

    [Fact]
    public void Pick_EventThatIsPickedOrListed_IsRefused()
    {
        var draft = Draft("form.submit");

        Assert.False(draft.Pick(Name("form.submit")));
        Assert.True(draft.Pick(Name("cart.add")));
        Assert.False(draft.Pick(Name("cart.add")));
        Assert.Equal([Name("cart.add")], draft.Picked);
    }

    [Fact]
    public void PickAll_SomePickedOrListed_PicksTheOthers()
    {
        var draft = Draft("form.submit");
        draft.Pick(Name("cart.add"));

        draft.PickAll([Name("cart.add"), Name("form.submit"), Name("shop.a"), Name("shop.b"), Name("shop.a")]);

        Assert.Equal([Name("cart.add"), Name("shop.a"), Name("shop.b")], draft.Picked);
    }

    [Fact]
    public void Unpick_PickedEvent_IsPickedNoMore()
    {
        var draft = Draft();
        draft.Pick(Name("cart.add"));

        draft.Unpick(Name("cart.add"));

        Assert.Empty(draft.Picked);
        Assert.False(draft.HasContent);
    }

    [Fact]
    public void Remove_EventAddedBefore_LeavesNoDifference()
    {
        var draft = Draft("form.submit");
        draft.Pick(Name("cart.add"));
        draft.AddPicked();

        draft.Remove(Name("cart.add"));

        Assert.False(draft.ChangesList);
        Assert.Equal(["form.submit"], Texts(draft));
    }

    [Fact]
    public void AddPicked_EventRemovedBefore_LeavesNoDifference()
    {
        var draft = Draft("form.submit");
        draft.Remove(Name("form.submit"));
        Assert.Empty(draft.Events);

        draft.Pick(Name("form.submit"));
        draft.AddPicked();

        Assert.False(draft.ChangesList);
        Assert.False(draft.IsNew(Name("form.submit")));
        Assert.Equal(1, draft.Count);
    }

    [Fact]
    public void KeepMine_ListChangedByTwo_IsMineAlone()
    {
        var draft = Draft("a.stays", "b.mine-removed", "c.theirs-removed");
        draft.Remove(Name("b.mine-removed"));
        Pick(draft, "d.mine-added");

        draft.KeepMine(Revision(2, "a.stays", "b.mine-removed", "e.theirs-added"));

        Assert.Equal(["a.stays", "c.theirs-removed", "d.mine-added"], Texts(draft).Order(StringComparer.Ordinal));
        Assert.Equal(2, draft.BasedOn);
        Assert.Equal(["c.theirs-removed", "d.mine-added"], draft.Added.Select(name => name.Value).Order(StringComparer.Ordinal));
        Assert.Equal(["b.mine-removed", "e.theirs-added"], draft.Removed.Select(name => name.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void MergeBoth_ListChangedByTwo_HasTheChangesOfBoth()
    {
        var draft = Draft("a.stays", "b.mine-removed", "c.theirs-removed");
        draft.Remove(Name("b.mine-removed"));
        Pick(draft, "d.mine-added");

        draft.MergeBoth(Revision(2, "a.stays", "b.mine-removed", "e.theirs-added"));

        Assert.Equal(["a.stays", "d.mine-added", "e.theirs-added"], Texts(draft).Order(StringComparer.Ordinal));
        Assert.Equal(2, draft.BasedOn);
    }

    [Fact]
    public void MergeBoth_SameChangeByBoth_LeavesNoDifference()
    {
        var draft = Draft("b.removed");
        draft.Remove(Name("b.removed"));
        Pick(draft, "d.added");

        draft.MergeBoth(Revision(2, "d.added"));

        Assert.False(draft.ChangesList);
        Assert.Equal(["d.added"], Texts(draft));
    }

    [Fact]
    public void MergeBoth_EventPickedHereAndAddedByTheOther_IsPickedNoMore()
    {
        var draft = Draft();
        draft.Pick(Name("cart.add"));

        draft.MergeBoth(Revision(2, "cart.add"));

        Assert.Empty(draft.Picked);
    }

    [Fact]
    public void Take_Move_ChangesBothListsInOneChange()
    {
        var draft = Move();

        var change = draft.ToChange();

        Assert.Equal(["cart.add", "form.submit"], change.Lists[Kind]);
        Assert.Equal(["page.visit"], change.Lists[Other]);
        Assert.Equal([Other, Kind], change.Lists.Keys.Order());
    }

    [Fact]
    public void Remove_MovedEvent_LeavesTheOtherListAlone()
    {
        var draft = Move();

        draft.Remove(Name("cart.add"));

        Assert.False(draft.ChangesList);
        Assert.Empty(draft.AlsoRemoved);
    }

    [Fact]
    public void UndoRemoval_OfTheOtherList_PutsTheEventOnBoth()
    {
        var draft = Move();

        draft.UndoRemoval(draft.AlsoRemoved[0]);

        Assert.Equal(Kind, Assert.Single(draft.ToChange().Lists).Key);
    }

    [Fact]
    public void MergeBoth_MoveOfAnEventThatTheOtherTookOff_TakesNothingOffAnyMore()
    {
        var draft = Move();

        draft.MergeBoth(Revision(2, "form.submit"));

        Assert.Empty(draft.AlsoRemoved);
        Assert.Equal(["cart.add", "form.submit"], Texts(draft));
    }

    [Fact]
    public void UndoRemoval_RemovedEvent_LeavesNoDifference()
    {
        var draft = Draft("client.login", "form.submit");
        draft.Remove(Name("client.login"));
        Assert.Equal(["client.login", "form.submit"], draft.Rows.Select(name => name.Value));

        draft.UndoRemoval(Name("client.login"));

        Assert.False(draft.ChangesList);
        Assert.Equal(2, draft.Count);
    }

    [Fact]
    public void Restore_KeptMove_IsTheMove()
    {
        var draft = Move();

        var kept = KeptDraft.FromJson(Encoding.UTF8.GetBytes(draft.ToJson("anna@shop.example")));

        Assert.Equal([new ListEntry(Other, Name("cart.add"))], EventListDraft.Restore(kept!, BothLists).AlsoRemoved);
    }

    [Fact]
    public void Restore_KeptDraft_IsTheDraft()
    {
        var revision = Revision(7, "form.submit", "client.login");
        var draft = new EventListDraft(Kind, revision) { SearchText = "transac \"‹é›\"", Comment = "for the summer" };
        draft.Remove(Name("form.submit"));
        Pick(draft, "cart.add");
        draft.Pick(Name("cart.open"));

        var kept = KeptDraft.FromJson(Encoding.UTF8.GetBytes(draft.ToJson("anna@shop.example")));

        Assert.NotNull(kept);
        Assert.Equal("anna@shop.example", kept.Author);
        Assert.Equal(7, kept.BasedOn);
        var restored = EventListDraft.Restore(kept, revision);
        Assert.Equal(Texts(draft), Texts(restored));
        Assert.Equal(draft.Picked, restored.Picked);
        Assert.Equal(draft.Removed, restored.Removed);
        Assert.Equal(("transac \"‹é›\"", "for the summer"), (restored.SearchText, restored.Comment));
    }

    [Fact]
    public void Restore_KeptDraftWithBadNames_LeavesThemOut()
    {
        var kept = new KeptDraft("anna", Kind, 1, ["x", "cart.add", "cart.add", "<b>"], ["never.there"], ["<i>", "form.submit"], "", "");

        var draft = EventListDraft.Restore(kept, Revision(1, "form.submit"));

        Assert.Equal(["cart.add", "form.submit"], Texts(draft));
        Assert.Empty(draft.Removed);
        Assert.Empty(draft.Picked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"author":"a","kind":9,"basedOn":1,"added":[],"removed":[],"picked":[],"searchText":"","comment":""}""")]
    [InlineData("""{"author":"a","kind":1,"basedOn":1,"added":null,"removed":[],"picked":[],"searchText":"","comment":""}""")]
    public void FromJson_NothingOfOurs_IsNothing(string text) => Assert.Null(KeptDraft.FromJson(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void ToChange_Draft_ReplacesItsListWhole()
    {
        var draft = Draft("form.submit");
        Pick(draft, "cart.add");
        draft.Comment = "why";

        var change = draft.ToChange();

        Assert.Equal(["cart.add", "form.submit"], Assert.Single(change.Lists).Value);
        Assert.Equal("why", change.Comment);
    }

    private static PolicyRevision BothLists => Revision(1, "form.submit") with
    {
        Policy = EventPolicy.Empty.With(Kind, [Name("form.submit")]).With(Other, [Name("cart.add"), Name("page.visit")]),
    };

    private static EventListDraft Move()
    {
        var draft = new EventListDraft(Kind, BothLists);
        draft.Take(new Fix.ChangeList(Kind, [Name("cart.add")], []) { MoveFrom = Other });
        return draft;
    }

    private static EventListDraft Draft(params string[] events) => new(Kind, Revision(1, events));

    private static void Pick(EventListDraft draft, string name)
    {
        draft.Pick(Name(name));
        draft.AddPicked();
    }

    private static PolicyRevision Revision(int version, params string[] events) =>
        new(version, EventPolicy.Empty.With(Kind, events.Select(Name)), "bob@shop.example", DateTimeOffset.UnixEpoch, null);

    private static EventName Name(string name) => EventName.Parse(name);

    private static IEnumerable<string> Texts(EventListDraft draft) => draft.Events.Select(name => name.Value);
}
