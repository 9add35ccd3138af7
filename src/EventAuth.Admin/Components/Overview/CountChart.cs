using System.Globalization;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace EventAuth.Admin.Components.Overview;

/// <summary>A chart of accepted and rejected events; a click on a part leads to the decisions behind it.</summary>
public abstract class CountChart : ComponentBase
{
    /// <summary>The name of the accepted part.</summary>
    protected const string AcceptedTitle = "Accepted";

    /// <summary>The name of the rejected part.</summary>
    protected const string RejectedTitle = "Rejected";

    /// <summary>What the chart shows, for who does not see it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The lines, in order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<CountRow> Rows { get; set; } = [];

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>Leads to the decisions behind the part that was clicked on.</summary>
    protected void Follow(SeriesClickEventArgs click)
    {
        if (click.Data is CountRow row && (click.Title == AcceptedTitle ? row.AcceptedAddress : row.RejectedAddress) is { } address)
        {
            Navigation.NavigateTo(address);
        }
    }

    /// <summary>What stands at a line of the axis.</summary>
    protected string LabelOf(object key) => Find(key)?.Label ?? "";

    /// <summary>What stands below a column; not below each.</summary>
    protected string TickOf(object key) => Find(key)?.Tick ?? "";

    /// <summary>A number of events, where it is one.</summary>
    protected static string WholeNumber(object value) =>
        Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number == Math.Floor(number) ? number.ToString("N0", CultureInfo.InvariantCulture) : "";

    private CountRow? Find(object key) => Rows.FirstOrDefault(row => row.Key.Equals(key as string, StringComparison.Ordinal));
}
