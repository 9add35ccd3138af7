using System.Collections.Immutable;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Asks for the words of an event, and for a new one the lists it goes on. Closes when the page that opened it has saved the draft.</summary>
public sealed partial class EventDialog
{
    private ImmutableArray<DraftProblem> _problems = [];
    private bool _isSaving;

    /// <summary>What is being written.</summary>
    [Parameter, EditorRequired]
    public EventDraft Draft { get; set; } = default!;

    /// <summary>Whether the event does not exist yet.</summary>
    [Parameter, EditorRequired]
    public bool IsNew { get; set; }

    /// <summary>The policy in force, to say what lists would mean.</summary>
    [Parameter, EditorRequired]
    public EventPolicy Policy { get; set; } = default!;

    /// <summary>Saves the draft; the dialog stays open while it is refused.</summary>
    [Parameter, EditorRequired]
    public Func<EventDraft, Task<EventSaving>> Save { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    private string ActionHint => IsNew
        ? "The name your site sends, for example product.view. It cannot be changed afterwards."
        : "The name your site sends. It cannot be changed.";

    private string? ProblemOf(DraftField field) =>
        string.Join(" ", _problems.Where(problem => problem.Field == field).Select(problem => problem.Message)) is { Length: > 0 } words ? words : null;

    private void Choose(EventListKind kind, ChangeEventArgs change) =>
        Draft.Lists = change.Value is true ? Draft.Lists | kind.ToFlag() : Draft.Lists & ~kind.ToFlag();

    private async Task SaveAsync()
    {
        if (_isSaving)
        {
            return;
        }

        _isSaving = true;
        try
        {
            switch (await Save(Draft))
            {
                case EventSaving.Refused refused:
                    _problems = refused.Problems;
                    break;
                case var saved:
                    Dialogs.Close(saved);
                    break;
            }
        }
        finally
        {
            _isSaving = false;
        }
    }
}
