using EventAuth.Admin.Texts;
using EventAuth.Core.Policies;
using MudBlazor;

namespace EventAuth.Admin.Components.Notices;

/// <summary>Says that a change was saved.</summary>
internal static class SavedMessage
{
    /// <summary>Shows in a short message which version is in force now; or that it is saved and not in force.</summary>
    public static void AddSaved(this ISnackbar snackbars, ApplyResult.Applied applied) =>
        snackbars.Add(applied.ToSentence(), applied.InForce ? Severity.Success : Severity.Warning);
}
