using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EventAuth.Admin.Components.Kit;

/// <summary>The one question before something that cannot be undone by itself. The safe answer has the focus.</summary>
public sealed partial class ConfirmDialog
{
    private MudButton? _safe;

    /// <summary>The question.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What it would do.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Text { get; set; }

    /// <summary>The word for doing it.</summary>
    [Parameter, EditorRequired]
    public required string Do { get; set; }

    /// <summary>The word for leaving all as it is.</summary>
    [Parameter]
    public string Keep { get; set; } = "Cancel";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _safe is not null)
        {
            await _safe.FocusAsync();
        }
    }
}

/// <summary>Opens <see cref="ConfirmDialog"/>.</summary>
public static class Confirmation
{
    /// <summary>Asks in plain text; true only where the person says to do it.</summary>
    public static Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string text, string @do, string keep = "Cancel") =>
        dialogs.ConfirmAsync(title, builder => builder.AddContent(0, text), @do, keep);

    /// <summary>Asks with more than a text; true only where the person says to do it.</summary>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, RenderFragment text, string @do, string keep = "Cancel")
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.Do, @do },
            { dialog => dialog.Keep, keep },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, DefaultFocus = DefaultFocus.None });
        return await dialog.Result is { Canceled: false, Data: true };
    }
}
