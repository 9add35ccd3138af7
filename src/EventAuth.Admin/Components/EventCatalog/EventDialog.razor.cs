using EventAuth.Admin.Components.Kit;
using MudBlazor;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Asks for the words of an event and the lists it is on. Closes when the page that opened it has saved the draft.</summary>
public sealed partial class EventDialog
{
    // Far more than any field accepts, so that what is too long is reported, and less than a live connection accepts in one message.
    private const int MaxTyped = 2_000;

    private static readonly EventName Example = EventName.Parse("new-event");

    private ImmutableArray<DraftProblem> _problems = [];
    private bool _attempted;
    private bool _isSaving;

    /// <summary>The draft.</summary>
    [Parameter, EditorRequired] public EventDraft Draft { get; set; } = default!;
    /// <summary>The policy in force, to say what the lists would mean.</summary>
    [Parameter, EditorRequired] public EventPolicy Policy { get; set; } = default!;
    /// <summary>Saves the draft; the dialog stays open if it is refused.</summary>
    [Parameter, EditorRequired] public Func<EventDraft, Task<EventSaving>> Save { get; set; } = default!;
    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;

    private bool IsNew => Draft.IsNew;

    private EventName NameOrExample => EventName.TryParse(Draft.Action.Trim(), out var name) ? name : Example;

    private IEnumerable<(DraftField Field, string Label, string? Hint)> Fields =>
    [
        (DraftField.Action, "Action", IsNew
            ? "The name your site sends, for example product.view. It cannot be changed later."
            : "The name your site sends. It cannot be changed."),
        (DraftField.DisplayName, "Display name", null),
        (DraftField.Description, "Description", null),
        (DraftField.Category, "Category", "For example Website, Account or Commerce."),
    ];

    private string? ProblemOf(DraftField field)
    {
        var words = string.Join(" ", _problems.Where(problem => problem.Field == field).Select(problem => problem.Message));
        return words.Length > 0 ? words : null;
    }

    // After the first attempt a field says what is wrong with its current value.
    private void Change(DraftField field, string? text)
    {
        Draft[field] = text ?? "";
        if (_attempted)
        {
            _problems = [.. _problems.Where(problem => problem.Field != field), .. Draft.Check().Where(problem => problem.Field == field)];
        }
    }

    private async Task SaveAsync()
    {
        if (_isSaving)
        {
            return;
        }

        (_attempted, _isSaving) = (true, true);
        try
        {
            // No question about what is refused anyway.
            var question = Draft.Check().IsEmpty ? Draft.ChangeOf(NameOrExample).Question(Policy) : null;
            if (question is not null && !await Dialogs.ConfirmAsync("Apply anyway?", question, "Apply anyway"))
            {
                return;
            }

            switch (await Save(Draft))
            {
                case EventSaving.Refused refused:
                    _problems = refused.Problems;
                    break;
                case var saved:
                    Dialog.Close(saved);
                    break;
            }
        }
        finally
        {
            _isSaving = false;
        }
    }
}
