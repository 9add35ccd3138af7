using EventAuth.Admin.Texts;
using EventAuth.Storage.Damage;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Layout;

/// <summary>Says on every page that rows of storage cannot be read, and of which tables.</summary>
public sealed partial class StorageTrouble : IDisposable
{
    private IReadOnlyList<(string Table, int Rows)> _tables = [];

    [Inject]
    private DamagedRows Damaged { get; set; } = default!;

    private string Sentence => StorageTexts.ToSentence(_tables);

    /// <inheritdoc/>
    public void Dispose() => Damaged.Changed -= OnChanged;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Damaged.Changed += OnChanged;
        _tables = Damaged.Tables;
    }

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        _tables = Damaged.Tables;
        StateHasChanged();
    });
}
