using Bunit;
using EventAuth.Admin.Components.Applying;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.Applying;

/// <summary>What is said of a draft besides its effects: the guarantees.</summary>
public sealed class PolicyDifferenceTests : IAsyncLifetime
{
    private static readonly EventPolicy Open = EventPolicy.Empty;
    private static readonly EventPolicy OnlyVisits = Open.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit")]);
    private static readonly Guarantee Carts =
        new("carts", EventPattern.Parse("cart.add"), GuaranteedCustomer.Anonymous, GuaranteedOutcome.Accepted);

    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Draft_BreaksAGuarantee_SaysWhichOneAndHow() => Assert.StartsWith(
        "This breaks the guarantee “cart.add from anonymous customers is always accepted”, so it cannot be applied. "
        + "For example, cart.add from an anonymous customer would be rejected, ",
        Show(Open with { Guarantees = [Carts] }, OnlyVisits with { Guarantees = [Carts] }).Find(".mud-alert").Words(),
        StringComparison.Ordinal);

    [Fact]
    public void Draft_NewGuaranteeThatIsNotMet_SaysSo()
    {
        var difference = Show(OnlyVisits, OnlyVisits with { Guarantees = [Carts] });

        Assert.Contains("The settings do not meet this guarantee yet, so it cannot be applied.", difference.Words(), StringComparison.Ordinal);
        Assert.Contains("Guarantee added: cart.add from anonymous customers is always accepted.", difference.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_WithoutAFormerGuarantee_NamesIt() => Assert.Contains(
        "Guarantee removed: cart.add from anonymous customers is always accepted.",
        Show(Open with { Guarantees = [Carts] }, Open).Words(), StringComparison.Ordinal);

    [Fact]
    public void Draft_GuaranteesStayAndHold_SaysNothingOfThem()
    {
        var difference = Show(
            Open with { Guarantees = [Carts] }, Open.With(EventListKind.UpdateWithJwt, [EventName.Parse("form.submit")]) with { Guarantees = [Carts] });

        Assert.DoesNotContain("uarantee", difference.Words(), StringComparison.Ordinal);
    }

    private IRenderedComponent<PolicyDifference> Show(EventPolicy before, EventPolicy after) => _console.Page.Render<PolicyDifference>(set => set
        .Add(difference => difference.Before, before)
        .Add(difference => difference.After, after));
}
