using Bunit;
using EventAuth.Admin.Components.Applying;
using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using EventAuth.Core.Previews;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Applying;

/// <summary>The share of rejected events that is proposed for a change on trial.</summary>
public sealed class TrialChoiceTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _console.Page.Render<MudPopoverProvider>();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    // Half as much again as the preview says, and one percent; five where there are too few events to say anything.
    [Theory]
    [InlineData(100, 10, 16)]
    [InlineData(1_000, 3, 2)]
    [InlineData(1_000, 0, 1)]
    [InlineData(20, 20, 100)]
    [InlineData(20, 0, 1)]
    [InlineData(19, 19, 5)]
    [InlineData(0, 0, 5)]
    public async Task Guard_Chosen_ProposesAShareByThePreview(long decisions, long rejected, double percent) =>
        Assert.Equal(new Trial(PendingKind.Guard, 10, percent), await ChooseAsync(PendingKind.Guard, new PolicyPreview(decisions, rejected, 0, [])));

    [Fact]
    public async Task Guard_ChosenBeforeThePreviewIsMade_ProposesFive() =>
        Assert.Equal(new Trial(PendingKind.Guard, 10, 5), await ChooseAsync(PendingKind.Guard, preview: null));

    [Fact]
    public async Task Confirm_Chosen_HasNoShare() =>
        Assert.Equal(new Trial(PendingKind.Confirm, 10), await ChooseAsync(PendingKind.Confirm, new PolicyPreview(100, 10, 0, [])));

    [Fact]
    public async Task Guard_PreviewAfterwards_LeavesTheShareAsItIs()
    {
        Trial? chosen = new Trial(PendingKind.Guard, 10, 5);
        var choice = Show(chosen, preview: null, value => chosen = value);

        choice.Render(set => set.Add(each => each.Preview, new PolicyPreview(100, 50, 0, [])));
        await choice.InvokeAsync(() => choice.FindComponent<MudNumericField<int>>().Instance.ValueChanged.InvokeAsync(30));

        Assert.Equal(new Trial(PendingKind.Guard, 30, 5), chosen);
    }

    private async Task<Trial?> ChooseAsync(PendingKind kind, PolicyPreview? preview)
    {
        Trial? chosen = null;
        var choice = Show(null, preview, value => chosen = value);
        await choice.InvokeAsync(() => choice.FindComponent<MudSelect<PendingKind?>>().Instance.ValueChanged.InvokeAsync(kind));
        return chosen;
    }

    private IRenderedComponent<TrialChoice> Show(Trial? value, PolicyPreview? preview, Action<Trial?> changed) => _console.Page.Render<TrialChoice>(set => set
        .Add(choice => choice.Value, value)
        .Add(choice => choice.Preview, preview)
        .Add(choice => choice.ValueChanged, changed));
}
