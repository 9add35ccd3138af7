using System.Globalization;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Texts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EventAuth.Admin.Components.Access;

/// <summary>The keys of the admin API, and what can be done about them.</summary>
public sealed partial class ApiKeysCard : IDisposable
{
    private static readonly int[] Lifetimes = [0, 30, 90, 365];
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<ApiKeySummary> _keys = [];
    private string _name = "";
    private string _role = Roles.Viewer;
    private int _days;
    private bool _isCreating;
    private string? _problem;
    private (string Name, string Secret)? _made;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public required ClaimsPrincipal Person { get; set; }

    [Inject]
    private ApiKeyDirectory Keys { get; set; } = default!;

    [Inject]
    private AccessChanges Changes { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Changes.Changed -= OnChanged;
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Changes.Changed += OnChanged;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => RefreshAsync();

    private static string WordsOf(int days) => days switch
    {
        0 => "never",
        365 => "in a year",
        _ => string.Create(CultureInfo.InvariantCulture, $"in {days} days"),
    };

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        if (!_closed.IsCancellationRequested)
        {
            await RefreshAsync();
            StateHasChanged();
        }
    });

    private async Task RefreshAsync() => _keys = await Keys.ListAsync(Person, CancellationToken.None);

    private async Task CreateAsync()
    {
        var name = _name.Trim();

        // The second press of a double click: a secret that was just made must not go with it.
        if (_isCreating || (_made is not null && name.Length == 0))
        {
            return;
        }

        _isCreating = true;
        try
        {
            await CreateAsync(name);
        }
        finally
        {
            _isCreating = false;
        }
    }

    private async Task CreateAsync(string name)
    {
        (_made, _problem) = (null, null);
        var (outcome, key) = await Keys.CreateAsync(
            Person, name, _role, _days == 0 ? null : TimeSpan.FromDays(_days), CancellationToken.None);
        if (outcome == AccessOutcome.Done)
        {
            _made = (name, key!);
            _name = "";
            await RefreshAsync();
            return;
        }

        _problem = outcome switch
        {
            AccessOutcome.Malformed => $"Give the key a name of 1 to {ApiKeyDirectory.MaxNameLength} characters.",
            AccessOutcome.Taken => $"There is a key “{name}” already. Revoke it first, or choose another name.",
            _ => AccessTexts.Refusal(outcome),
        };
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
