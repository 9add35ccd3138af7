using MudBlazor;

namespace EventAuth.Admin.Components.Overview;

/// <summary>Columns of accepted and rejected events, period by period.</summary>
public sealed partial class TimeChart
{
    private static readonly StackedBarChartOptions Options = new()
    {
        ChartPalette = ["var(--chart-accepted)", "var(--chart-rejected)"],
        YAxisFormat = "N0",
        MaxNumYAxisTicks = 6,
        BarWidthRatio = .8,
        TooltipTitleFormat = "{{Y_VALUE}} {{SERIES_NAME}}",
    };

    private List<ChartSeries<double>> _series = [];
    private string[] _labels = [];

    /// <summary>What the chart shows, for people who cannot see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    /// <summary>The id of the part that contains the table with the same lines.</summary>
    [Parameter, EditorRequired] public string Links { get; set; } = "";
    /// <summary>The periods, in order.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<CountRow> Rows { get; set; } = [];

    protected override void OnParametersSet()
    {
        _labels = [.. Rows.Select(row => row.Tick)];
        _series =
        [
            new() { Name = "accepted", Data = Rows.Select(row => (double)row.Accepted).ToArray() },
            new() { Name = "rejected", Data = Rows.Select(row => (double)row.Rejected).ToArray() },
        ];
    }
}
