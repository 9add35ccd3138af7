using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.People;
using EventAuth.Admin.Texts;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace EventAuth.Admin.Components.Access;

/// <summary>The people with an account and those who were invited, and what can be done about them.</summary>
public sealed partial class PeopleCard : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<PersonSummary> _people = [];
    private IReadOnlyList<PendingInvitation> _invitations = [];
    private string _email = "";
    private string _role = Roles.Viewer;
    private string? _problem;
    private string? _invited;
    private string? _link;
    private int _readings;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public required ClaimsPrincipal Person { get; set; }

    [Inject]
    private PeopleDirectory People { get; set; } = default!;

    [Inject]
    private InvitationDirectory Invitations { get; set; } = default!;

    [Inject]
    private AccessChanges Changes { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

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

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        if (!_closed.IsCancellationRequested)
        {
            await RefreshAsync();
            StateHasChanged();
        }
    });

    // Of two readings that overtake each other the later one counts.
    private async Task RefreshAsync()
    {
        var reading = ++_readings;
        var people = await People.ListAsync(Person, CancellationToken.None);
        var invitations = await Invitations.ListAsync(Person, CancellationToken.None);
        if (reading == _readings)
        {
            (_people, _invitations) = (people, invitations);
        }
    }

    private async Task ChangeRoleAsync(PersonSummary person, string role)
    {
        var isOwn = person.Email == Person.Identity?.Name;
        if (!isOwn || await ConfirmAsync("You give up your own rights as an administrator.", "Change your own role?", "Change role"))
        {
            await EndAsync(await People.ChangeRoleAsync(Person, person.Id, role, CancellationToken.None));
        }
        else
        {
            await RefreshAsync();
        }
    }

    private async Task RemoveAsync(PersonSummary person)
    {
        if (await ConfirmAsync(AccessTexts.WhatRemovalDoes(person), "Remove this person?", "Remove"))
        {
            await EndAsync(await People.RemoveAsync(Person, person.Id, CancellationToken.None));
        }
    }

    private async Task WithdrawAsync(PendingInvitation invitation) => await EndAsync(await Invitations.RevokeAsync(Person, invitation.Id, CancellationToken.None));

    private async Task InviteAsync()
    {
        (_link, _problem) = (null, null);
        var email = _email.Trim();
        var (outcome, code) = await Invitations.InviteAsync(Person, email, _role, CancellationToken.None);
        if (outcome == AccessOutcome.Done)
        {
            _invited = email;
            _link = Navigation.ToAbsoluteUri("invitation?code=" + code).ToString();
            _email = "";
            return;
        }

        _problem = outcome switch
        {
            AccessOutcome.Malformed => "Enter an e-mail address, for example name@company.example.",
            AccessOutcome.Taken => $"{email} has an account already.",
            _ => AccessTexts.Refusal(outcome),
        };
    }

    private async Task EndAsync(AccessOutcome outcome)
    {
        _problem = outcome == AccessOutcome.Done ? null : AccessTexts.Refusal(outcome);
        await RefreshAsync();
    }

    private async Task<bool> ConfirmAsync(string text, string title, string button) =>
        await Dialogs.Confirm(text, title, new ConfirmOptions { OkButtonText = button, CancelButtonText = "Cancel" }) == true;
}
