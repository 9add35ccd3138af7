namespace EventAuth.Admin.Components.EventSettings;

/// <summary>What became of a change that the page's address suggests.</summary>
internal enum SuggestionState
{
    /// <summary>None is suggested, or it is done.</summary>
    None,

    /// <summary>It stands in the draft.</summary>
    Prepared,

    /// <summary>Another draft is open and comes first.</summary>
    Waiting,
}
