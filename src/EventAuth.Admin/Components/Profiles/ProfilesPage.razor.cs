namespace EventAuth.Admin.Components.Profiles;

/// <summary>Finds customers: the most recently active ones, or those with an identifier.</summary>
public sealed partial class ProfilesPage
{
    private const int Recent = 25;
    private IReadOnlyList<Profile>? _found;

    private bool IsSearching => Search.Text.Length > 0;

    protected override Task OnInitializedAsync() => SearchAsync();

    private void SetText(string? typed)
    {
        var text = typed?.Trim() ?? "";
        Search.Text = text[..Math.Min(text.Length, ProfileSearch.MaxLength)];
    }

    private async Task SearchAsync() => _found = IsSearching
        ? await Reader.SearchAsync(Search.Text, Cancellation)
        : await Reader.ReadRecentAsync(Recent, Cancellation);

    private Task ClearAsync()
    {
        Search.Text = "";
        return SearchAsync();
    }
}
