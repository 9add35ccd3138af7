using EventAuth.Admin.Texts;
using EventAuth.Core.Profiles;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>Finds customers: those seen last, or those with an identifier.</summary>
public sealed partial class ProfilesPage : IDisposable
{
    private const int Recent = 25;
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<Profile>? _found;

    [Inject]
    private IProfileReader Reader { get; set; } = default!;

    [Inject]
    private ProfileSearch Search { get; set; } = default!;

    private bool IsSearching => Search.Text.Length > 0;

    private string HeadingWords => (IsSearching, _found?.Count) switch
    {
        (false, _) => "Recently active",
        (true, var count) => Numbers.Count("customer", count ?? 0) + " found",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => SearchAsync();

    private void Take(string? typed)
    {
        var text = typed?.Trim() ?? "";
        Search.Text = text[..Math.Min(text.Length, ProfileSearch.MaxLength)];
    }

    private async Task SearchAsync() => _found = IsSearching
        ? await Reader.SearchAsync(Search.Text, _closed.Token)
        : await Reader.ReadRecentAsync(Recent, _closed.Token);

    private Task ClearAsync()
    {
        Search.Text = "";
        return SearchAsync();
    }
}
