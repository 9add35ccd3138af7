using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace EventAuth.Admin.Components.Find;

/// <summary>Asks for a text and returns the address of the chosen result.</summary>
public sealed partial class FindDialog
{
    private IReadOnlyList<FindResult> _results = [];
    private Task _search = Task.CompletedTask;
    private string? _status;
    private int _active;
    private int _searches;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;
    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>How the dialog is opened.</summary>
    public static DialogOptions Options { get; } =
        new() { MaxWidth = MaxWidth.Small, FullWidth = true, Position = DialogPosition.TopCenter, BackdropClick = true };

    protected override Task OnInitializedAsync() => SearchAsync("");

    // If two searches overtake each other, the later one counts.
    private Task SearchAsync(string? text) => _search = FindAsync(text ?? "", ++_searches);

    private async Task FindAsync(string text, int search)
    {
        try
        {
            var found = await Finder.FindAsync(text, (await Authentication).User, Cancellation);
            if (search == _searches)
            {
                (_results, _active) = (found, 0);
                _status = found.Count == 0 ? "Nothing found. Customers are found by their whole uuid, e-mail or customId." : null;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed.
        }
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        // A key pressed before the results are there takes effect when they are.
        await _search;
        if (_results.Count == 0)
        {
            return;
        }

        switch (key.Key)
        {
            case "ArrowDown":
                _active = (_active + 1) % _results.Count;
                break;
            case "ArrowUp":
                _active = (_active + _results.Count - 1) % _results.Count;
                break;
            case "Enter":
                Dialog.Close(_results[_active].Address);
                break;
        }
    }
}
