using EventAuth.Core.Identifiers;
using EventAuth.Core.Profiles;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>One customer: what is known, how it became known, and what happened.</summary>
public sealed partial class ProfilePage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private string? _shown;
    private bool _isLoaded;
    private Profile? _profile;
    private IReadOnlyList<ProfileLink> _links = [];

    /// <summary>Any of the customer's uuids.</summary>
    [Parameter]
    public string Uuid { get; set; } = default!;

    [Inject]
    private IProfileReader Reader { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        if (_shown == Uuid)
        {
            return Task.CompletedTask;
        }

        _shown = Uuid;
        _isLoaded = false;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        _profile = IdentifierRules.TryReadUuid(Uuid, out var uuid) ? await Reader.FindByUuidAsync(uuid, _closed.Token) : null;
        _links = _profile is null ? [] : await Reader.ReadLinksAsync(uuid, _closed.Token);
        _isLoaded = true;
    }
}
