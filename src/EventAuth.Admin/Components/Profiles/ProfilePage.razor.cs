using EventAuth.Core.Identifiers;

namespace EventAuth.Admin.Components.Profiles;

/// <summary>One customer: what is known, how it became known, and what happened.</summary>
public sealed partial class ProfilePage
{
    private static readonly (string Name, string Address) Profiles = ("Profiles", "profiles");
    private string? _shown;
    private bool _isLoaded;
    private Profile? _profile;
    private IReadOnlyList<ProfileLink> _links = [];

    /// <summary>Any of the customer's uuids.</summary>
    [Parameter] public string Uuid { get; set; } = default!;

    protected override Task OnParametersSetAsync()
    {
        if (_shown == Uuid)
        {
            return Task.CompletedTask;
        }

        (_shown, _isLoaded) = (Uuid, false);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        _profile = IdentifierRules.TryReadUuid(Uuid, out var uuid) ? await Reader.FindByUuidAsync(uuid, Cancellation) : null;
        _links = _profile is null ? [] : await Reader.ReadLinksAsync(uuid, Cancellation);
        _isLoaded = true;
    }
}
