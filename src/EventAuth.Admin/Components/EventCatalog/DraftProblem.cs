namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>One thing that is wrong with a draft, and what to do.</summary>
public readonly record struct DraftProblem(DraftField Field, string Message);

/// <summary>The fields of a draft.</summary>
public enum DraftField
{
    Action,
    DisplayName,
    Description,
    Category,
}
