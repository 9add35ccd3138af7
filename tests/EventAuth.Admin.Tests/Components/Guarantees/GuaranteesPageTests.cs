using Bunit;
using EventAuth.Admin.Components.Guarantees;
using EventAuth.Admin.Tests.Components.Applying;
using EventAuth.Admin.Texts;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;

namespace EventAuth.Admin.Tests.Components.Guarantees;

public sealed class GuaranteesPageTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Suggestion_Added_HoldsAndIsOfferedNoLonger()
    {
        var page = Open();
        var sentence = GuaranteeTexts.Suggestions[0].ToSentence();

        page.InOneTurn(() => page.Find($"button[aria-label='Add {sentence}']").Click());
        page.Once(".mud-dialog button", button => button.Click(), button => button.TextContent.Trim() == "Add");

        page.WaitForAssertion(() => Assert.Contains(sentence, page.Find("ul[aria-label=Guarantees]").Words(), StringComparison.Ordinal));
        Assert.Contains("holds", page.Find("ul[aria-label=Guarantees]").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, page.Find("ul[aria-label=Suggestions]").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Form_ThatDoesNotHoldNow_NamesAnEventThatShowsIt()
    {
        _console.Navigation.NavigateTo("/data-management/events/guarantees?events=shop.*&customer=anonymous&expect=rejected");
        var page = Open();

        page.InOneTurn(() => page.Find("form button[type=submit]").Closest("form")!.Submit());
        page.Once(".mud-dialog button", button => button.Click(), button => button.TextContent.Trim() == "Add");

        page.WaitForAssertion(() => Assert.Matches(
            "it would break the guarantee “shop\\.\\* from anonymous customers is never accepted\\.” For example, shop\\.\\S* from an anonymous customer would be accepted",
            page.Find(".mud-dialog [role=alert]").Words()));
        Assert.Equal(1, _console.Policies.Current.Version);
    }

    [Fact]
    public void Form_NotAPattern_SaysTheRule()
    {
        var page = Open();

        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Contains(EventPattern.Rule, page.Find("[role=alert]").Words(), StringComparison.Ordinal));
    }

    [Fact]
    public void Suggestions_InANewInstallation_AllButThoseOfOpenListsHold() =>
        Assert.Equal(
            ["nothing-changes-unproven"],
            GuaranteeProof.FindBroken(EventPolicy.Initial, GuaranteeTexts.Suggestions).Select(broken => broken.Guarantee.Id));

    private IRenderedComponent<ApplyingHost> Open() => _console.Page.Render<ApplyingHost>(parameters => parameters.AddChildContent<GuaranteesPage>());
}
