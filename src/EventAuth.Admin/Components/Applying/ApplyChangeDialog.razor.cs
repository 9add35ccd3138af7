using EventAuth.Admin.Components.Kit;
using EventAuth.Core.Previews;
using MudBlazor;

namespace EventAuth.Admin.Components.Applying;

/// <summary>Shows what a change would do, and applies it. Answers with what was applied.</summary>
public sealed partial class ApplyChangeDialog
{
    private EventPolicy _after = EventPolicy.Empty;
    private int _chosen;
    private string? _comment;
    private Trial? _trial;
    private PolicyPreview? _preview;
    private string? _problem;
    private bool _applying;

    /// <summary>What to choose from; the choice that is in force comes with no difference.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<PolicyChoice> Choices { get; set; }
    /// <summary>Which one is chosen at first.</summary>
    [Parameter] public int Chosen { get; set; }
    /// <summary>The version that the person sees.</summary>
    [Parameter, EditorRequired] public required PolicyRevision Revision { get; set; }
    [Parameter, EditorRequired] public required ClaimsPrincipal Author { get; set; }
    /// <summary>The label for doing it.</summary>
    [Parameter] public string DoIt { get; set; } = "Apply";

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;
    [Inject] private PolicyGuard Policies { get; set; } = default!;
    [Inject] private ILogger<ApplyChangeDialog> Log { get; set; } = default!;

    private bool IsDifferent => !_after.Equals(Revision.Policy);

    /// <summary>Asks with this dialog, and says that the change was saved. False if nothing was changed.</summary>
    internal static async Task<bool> AskAsync(
        IDialogService dialogs, ISnackbar snackbars, string title, DialogParameters<ApplyChangeDialog> parameters)
    {
        if (await dialogs.AskAsync<ApplyChangeDialog, ApplyResult.Applied>(title, parameters) is not { } applied)
        {
            return false;
        }

        snackbars.AddSaved(applied);
        return true;
    }

    protected override void OnInitialized() => Choose(Chosen);

    private void Choose(int place)
    {
        _chosen = place;
        _problem = null;
        var problems = PolicyValidator.Validate(
            Choices[place].Change, Revision.Policy,
            _ => throw new InvalidOperationException("These changes bring no certificate."), out _after);
        _problem = problems.IsEmpty ? null : string.Join(" ", problems.Select(problem => problem.ToSentence()));
    }

    private async Task ApplyAsync()
    {
        _applying = true;
        try
        {
            // This runs to the end, even if the page is closed before: the result must be known.
            var change = Choices[_chosen].Change with { Comment = _comment ?? Choices[_chosen].Change.Comment, Trial = _trial };
            switch (await Policies.ApplyAsync(change, Revision.Version, Author, rebase: true, CancellationToken.None))
            {
                case ApplyResult.Applied applied:
                    Dialog.Close(applied);
                    break;
                case ApplyResult.Invalid(var problems):
                    _problem = string.Join(" ", problems.Select(problem => problem.ToSentence()));
                    break;
                case ApplyResult.Conflict(var current):
                    _problem = $"Nothing was saved: {current.AppliedBy} changed the policy in between. Close this and look at it again.";
                    break;
                case ApplyResult.Forbidden:
                    _problem = "Nothing was saved: you may not change the policy any more. Ask an administrator.";
                    break;
                case var refused:
                    _problem = refused.ToRefusal();
                    break;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotSaved(Log, failure);
            _problem = "Nothing was saved, because the database did not answer. Try again in a moment.";
        }
        finally
        {
            _applying = false;
        }
    }

    [LoggerMessage(4011, LogLevel.Error, "A change of the policy could not be saved.")]
    private static partial void NotSaved(ILogger logger, Exception failure);
}

/// <summary>A change that a person can choose.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Meaning">What it means, in a sentence.</param>
public sealed record PolicyChoice(string Title, string Meaning, PolicyChange Change);
