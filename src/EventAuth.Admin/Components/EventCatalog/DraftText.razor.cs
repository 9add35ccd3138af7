using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>One text of a draft with its label, a hint, and what is wrong with it.</summary>
public sealed partial class DraftText
{
    // Far more than any field takes, so that what is too long is told as such, and less than a live connection takes in one message.
    private const int MaxTyped = 2_000;

    /// <summary>The id of the field in the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = default!;

    /// <summary>The name of the field.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = default!;

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = default!;

    /// <summary>Called with what was typed.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> Changed { get; set; }

    /// <summary>What to write here.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong, or null.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>How many lines the field shows.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    /// <summary>Whether the text can only be read.</summary>
    [Parameter]
    public bool Fixed { get; set; }

    /// <summary>Whether the text is a name for programs.</summary>
    [Parameter]
    public bool Monospace { get; set; }

    private string HintId => Id + "-hint";

    private string ProblemId => Id + "-problem";

    private string Invalid => Problem is null ? "false" : "true";

    private string Described => $"{HintId} {ProblemId}";

    private Task Take(ChangeEventArgs change) => Changed.InvokeAsync((string?)change.Value ?? "");
}
