using EventAuth.Admin.Export;

namespace EventAuth.Admin.Components.Audit;

/// <summary>Who did what, when and from where; newest first, a page at a time.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 50;
    private AuditSearch _search = new();
    private IReadOnlyList<AuditEntry>? _entries;
    private AuditFilter _filter = new();
    private long? _before;
    private long? _next;

    protected override Task OnInitializedAsync() => ShowAsync(before: null);

    private static string WordsOf(string? code) => AuditAction.Find(code ?? "")?.ToTitle() ?? "Anything";

    private async Task SearchAsync()
    {
        _filter = _search.ToFilter(await Zone.GetAsync());
        await ShowAsync(before: null);
    }

    private Task ClearAsync()
    {
        _search = new();
        return SearchAsync();
    }

    // The place is a number and not a count, so that entries added in between do not shift anything.
    private async Task ShowAsync(long? before)
    {
        var found = await Reader.ReadPartAsync(_filter, before, PageSize, Cancellation);
        _before = before;
        _entries = found.Entries;
        _next = found.Next;
    }

    private string ExportAddress(string ending) => AuditExportEndpoints.Path[1..] + "/" + ending + AuditSearch.ToQuery(_filter);
}
