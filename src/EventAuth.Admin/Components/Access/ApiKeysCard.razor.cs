using EventAuth.Admin.Accounts;
using EventAuth.Admin.Components.Kit;

namespace EventAuth.Admin.Components.Access;

/// <summary>The keys of the admin API, and what can be done about them.</summary>
public sealed partial class ApiKeysCard
{
    private static readonly int[] Lifetimes = [0, 30, 90, 365];
    private IReadOnlyList<ApiKeySummary> _keys = [];
    private string _name = "";
    private string _role = Roles.Viewer;
    private int _days;
    private bool _isCreating;
    private string? _problem;
    private (string Name, string Secret)? _made;

    private static string WordsOf(int days) => days switch
    {
        0 => "never",
        365 => "in a year",
        _ => string.Create(CultureInfo.InvariantCulture, $"in {days} days"),
    };

    protected override async Task RefreshAsync() => _keys = await Keys.ListAsync(Person, CancellationToken.None);

    private async Task CreateAsync()
    {
        var name = _name.Trim();

        // The second press of a double click: a secret that was just created must not be closed by it.
        if (_isCreating || (_made is not null && name.Length == 0))
        {
            return;
        }

        (_isCreating, _made, _problem) = (true, null, null);
        try
        {
            var lifetime = _days == 0 ? (TimeSpan?)null : TimeSpan.FromDays(_days);
            var (outcome, key) = await Keys.CreateAsync(Person, name, _role, lifetime, CancellationToken.None);
            _problem = outcome switch
            {
                AccessOutcome.Done => null,
                AccessOutcome.Malformed => $"Give the key a name of 1 to {ApiKeyDirectory.MaxNameLength} characters.",
                AccessOutcome.Taken => $"There is a key “{name}” already. Revoke it first, or choose another name.",
                _ => AccessTexts.Refusal(outcome),
            };
            if (outcome == AccessOutcome.Done)
            {
                (_made, _name) = ((name, key!), "");
                await RefreshAsync();
            }
        }
        finally
        {
            _isCreating = false;
        }
    }

    private async Task RevokeAsync(ApiKeySummary key)
    {
        if (await Dialogs.ConfirmAsync("Revoke this key?", $"Programs that use the key “{key.Name}” are refused from now on.", "Revoke"))
        {
            var outcome = await Keys.RevokeAsync(Person, key.Id, CancellationToken.None);
            _problem = outcome == AccessOutcome.Done ? null : AccessTexts.Refusal(outcome);
            await RefreshAsync();
        }
    }
}
