using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.OwnAccount;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.YourAccount;

/// <summary>A person's own sign-ins, kept up to date.</summary>
public sealed partial class SignInsCard : IDisposable
{
    private IReadOnlyList<OwnSignIn> _signIns = [];
    private bool _isClosed;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public required ClaimsPrincipal Person { get; set; }

    [Inject]
    private OwnAccountReader Reader { get; set; } = default!;

    [Inject]
    private AccessChanges Changes { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _isClosed = true;
        Changes.Changed -= OnChanged;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Changes.Changed += OnChanged;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => RefreshAsync();

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        if (!_isClosed)
        {
            await RefreshAsync();
            StateHasChanged();
        }
    });

    private async Task RefreshAsync() => _signIns = await Reader.ReadSignInsAsync(Person, CancellationToken.None);
}
