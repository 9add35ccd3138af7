using EventAuth.Admin.Texts;
using EventAuth.Core.Policies;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>Says that a change was saved.</summary>
internal static class SavedWords
{
    /// <summary>Shows in a short message which version is in force now; or that it is saved and not in force.</summary>
    public static void AddSaved(this ISnackbar snackbars, ApplyResult.Applied applied)
    {
        var version = "Version " + Numbers.Number(applied.Revision.Version);
        var (text, severity) = (applied.InForce, applied.Changed) switch
        {
            (true, true) => ($"Saved. {version} is in force.", Severity.Success),
            (true, false) => ($"Saved. Nothing was different: {version} stays in force.", Severity.Success),
            (false, true) => ($"Saved as {version}, but not in force: the server cannot read it yet and still uses the version before. You need not apply again.", Severity.Warning),
            (false, false) => ($"Nothing was different, so nothing was saved. {version} is not in force: the server cannot read it yet.", Severity.Warning),
        };
        snackbars.Add(text, severity);
    }
}
