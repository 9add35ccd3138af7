using System.Globalization;
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
        (false, _) => "Seen last",
        (true, 1) => "1 customer found",
        (true, var count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} customers found"),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => SearchAsync();

    private void Take(ChangeEventArgs change)
    {
        var text = ((string?)change.Value ?? "").Trim();
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
