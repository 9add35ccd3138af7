using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Texts;

public sealed class ChangeTextsTests
{
    private static readonly EventName Action = EventName.Parse("shop.subject");

    [Fact]
    public void Sentence_OfEveryEdit_IsItsOwn()
    {
        var sentences = Enum.GetValues<EditKind>()
            .SelectMany(kind => kind is EditKind.AddToList or EditKind.RemoveFromList ? EventPolicy.Kinds.Select(list => new Edit(kind, list)) : [new Edit(kind)])
            .Select(edit => edit.ToSentence(Action))
            .ToList();

        Assert.All(sentences, sentence => Assert.Matches(@"^[A-Z].*\.$", sentence));
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    public static TheoryData<SideEffect, string> Effects => new()
    {
        { new SideEffect.OnOtherCustomers(Action, Accepted: false, CustomerState.Known), "shop.subject is then rejected from known customers without a token." },
        { new SideEffect.OnOtherCustomers(Action, Accepted: true, CustomerState.Anonymous), "shop.subject is then accepted from anonymous customers without a token." },
        { new SideEffect.OnOtherCustomers(Action, Accepted: false, Customer: null), "shop.subject is then rejected without a token." },
        {
            new SideEffect.OnAnonymousCustomers(IsLimited: false),
            "The list for anonymous customers is then empty: anonymous customers may send every event that does not require a token."
        },
        {
            new SideEffect.OnAnonymousCustomers(IsLimited: true),
            "The list for anonymous customers is then no longer empty: from anonymous customers, events that are on no list are rejected."
        },
        { new SideEffect.OnRightToChange(WithoutToken: true, WithToken: true), "Events on neither update list may then change customer data, even without a token." },
        { new SideEffect.OnRightToChange(WithoutToken: false, WithToken: true), "Events on neither update list may then change customer data only with a valid token." },
        { new SideEffect.OnRightToChange(WithoutToken: false, WithToken: false), "Events on neither update list may then no longer change customer data." },
    };

    [Theory]
    [MemberData(nameof(Effects))]
    public void Sentence_OfASideEffect_SaysWhatElseChanges(SideEffect effect, string sentence) => Assert.Equal(sentence, effect.ToSentence());
}
