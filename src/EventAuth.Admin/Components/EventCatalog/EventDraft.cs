namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>What a person is writing about an event; nothing is stored yet.</summary>
public sealed class EventDraft
{
    private readonly string[] _texts = ["", "", "", ""];

    /// <summary>The event's name as typed; cannot be changed once the event exists.</summary>
    public string Action { get => this[DraftField.Action]; init => this[DraftField.Action] = value; }

    /// <summary>What people call it.</summary>
    public string DisplayName { get => this[DraftField.DisplayName]; init => this[DraftField.DisplayName] = value; }

    /// <summary>What it means.</summary>
    public string Description { get => this[DraftField.Description]; init => this[DraftField.Description] = value; }

    /// <summary>The group it belongs to.</summary>
    public string Category { get => this[DraftField.Category]; init => this[DraftField.Category] = value; }

    /// <summary>The lists the event should be on.</summary>
    public EventLists Lists { get; set; }

    /// <summary>The lists it was on when the draft began.</summary>
    public EventLists ListsBefore { get; private init; }

    /// <summary>Whether the event does not exist yet.</summary>
    public bool IsNew { get; private init; } = true;

    /// <summary>The text of a field.</summary>
    public string this[DraftField field]
    {
        get => _texts[(int)field];
        set => _texts[(int)field] = value;
    }

    /// <summary>A draft that starts with the current words of an entry and the lists it is on.</summary>
    public static EventDraft Of(EventDefinition entry, EventLists lists) => new()
    {
        IsNew = false,
        Lists = lists,
        ListsBefore = lists,
        Action = entry.Action.Value,
        DisplayName = entry.DisplayName,
        Description = entry.Description,
        Category = entry.Category,
    };

    /// <summary>What the draft does to the lists, for an event of this name.</summary>
    public ListsChange ChangeOf(EventName action) => new([action], Added: Lists & ~ListsBefore, Removed: ListsBefore & ~Lists);

    /// <summary>Everything that is wrong with the draft.</summary>
    public ImmutableArray<DraftProblem> Check()
    {
        var problems = ImmutableArray.CreateBuilder<DraftProblem>();
        if (!EventName.IsValid(Action.Trim()))
        {
            problems.Add(new DraftProblem(DraftField.Action, $"An action has {EventName.Rule}, for example product.view."));
        }

        if (DisplayName.Trim().Length == 0)
        {
            problems.Add(
                new DraftProblem(DraftField.DisplayName, "Give the event a name that people understand, for example “Product view”."));
        }

        CheckText(DraftField.DisplayName, DisplayName, EventDefinition.MaxDisplayNameLength, problems);
        CheckText(DraftField.Description, Description, EventDefinition.MaxDescriptionLength, problems);
        CheckText(DraftField.Category, Category, EventDefinition.MaxCategoryLength, problems);
        return problems.ToImmutable();
    }

    private static void CheckText(DraftField field, string text, int max, ImmutableArray<DraftProblem>.Builder problems)
    {
        var length = text.Trim().Length;
        if (length > max)
        {
            problems.Add(new DraftProblem(field, $"At most {max} characters; these are {length}."));
        }

        if (text.Trim().Any(c => char.IsControl(c) && !(field == DraftField.Description && c is '\r' or '\n')))
        {
            problems.Add(new DraftProblem(field, "There is an invisible character in this text, perhaps a tab. Please type it again."));
        }
    }
}
