using EventAuth.Admin.Components.Leaving;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Components.Kit;

/// <summary>A card about the access of people and programs. It is read again when anybody's access changes.</summary>
public abstract class AccessCard : CancellableComponent
{
    /// <summary>The current user.</summary>
    [Parameter, EditorRequired] public required ClaimsPrincipal Person { get; set; }

    [Inject] private AccessChanges Changes { get; set; } = default!;

    protected override void OnInitialized()
    {
        Changes.Changed += OnChanged;
        Cancellation.Register(() => Changes.Changed -= OnChanged);
    }

    protected override Task OnParametersSetAsync() => RefreshAsync();

    /// <summary>Reads what the card shows.</summary>
    protected abstract Task RefreshAsync();

    private void OnChanged() => RedrawAfter(RefreshAsync);
}
