namespace EventAuth.Admin.Explanations;

/// <summary>The address of the page "History".</summary>
internal static class HistoryAddress
{
    /// <summary>Relative to the base of the console.</summary>
    public const string Page = "data-management/events/history";
}
