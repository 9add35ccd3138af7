using MudBlazor;

namespace EventAuth.Admin.Components.Kit;

/// <summary>Says that a change was saved.</summary>
internal static class SavedMessage
{
    /// <summary>Shows in a short message what was done and which version is in force now; or that it is saved but not in force.</summary>
    public static void AddSaved(this ISnackbar snackbars, ApplyResult.Applied applied, string done = "Saved.") =>
        snackbars.Add(applied.ToSentence(done), applied.InForce ? Severity.Success : Severity.Warning);
}
