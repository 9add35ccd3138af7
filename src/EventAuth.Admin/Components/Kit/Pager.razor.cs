namespace EventAuth.Admin.Components.Kit;

/// <summary>Says which part of a table is shown and switches pages.</summary>
public sealed partial class Pager
{
    /// <summary>What the pages contain, for screen readers.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }
    /// <summary>How many rows there are.</summary>
    [Parameter, EditorRequired] public int Found { get; set; }
    /// <summary>How many of them a page has.</summary>
    [Parameter, EditorRequired] public int PageSize { get; set; }
    /// <summary>The page that is shown, from 0.</summary>
    [Parameter, EditorRequired] public int Page { get; set; }
    /// <summary>Called with the requested page.</summary>
    [Parameter, EditorRequired] public EventCallback<int> Turned { get; set; }

    private int LastPage => Math.Max(0, (Found - 1) / PageSize);

    private IEnumerable<(string Name, int Page)> Steps =>
        [("First", 0), ("Previous", Math.Max(0, Page - 1)), ("Next", Math.Min(LastPage, Page + 1)), ("Last", LastPage)];

    private string RangeWords =>
        $"{Numbers.Number(Math.Min(Found, (Page * PageSize) + 1))}–{Numbers.Number(Math.Min(Found, (Page + 1) * PageSize))} "
        + $"of {Numbers.Number(Found)}";
}
