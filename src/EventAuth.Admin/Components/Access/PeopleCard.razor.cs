using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.People;

namespace EventAuth.Admin.Components.Access;

/// <summary>The people with an account and those who were invited, and what can be done about them.</summary>
public sealed partial class PeopleCard
{
    private IReadOnlyList<PersonSummary> _people = [];
    private IReadOnlyList<PendingInvitation> _invitations = [];
    private string _email = "";
    private string _role = Roles.Viewer;
    private bool _isInviting;
    private string? _problem;
    private string? _invited;
    private string? _link;
    private int _readings;

    // If two reads overtake each other, the later one counts.
    protected override async Task RefreshAsync()
    {
        var reading = ++_readings;
        var people = await People.ListAsync(Person, CancellationToken.None);
        var invitations = await Invitations.ListAsync(Person, CancellationToken.None);
        if (reading == _readings)
        {
            (_people, _invitations) = (people, invitations);
        }
    }

    private async Task WithdrawAsync(PendingInvitation invitation) =>
        await ShowOutcomeAsync(await Invitations.RevokeAsync(Person, invitation.Id, CancellationToken.None));

    private bool IsOwn(PersonSummary person) => person.Email == Person.Identity?.Name;

    private async Task ChangeRoleAsync(PersonSummary person, string role)
    {
        if (!IsOwn(person)
            || await Dialogs.ConfirmAsync("Change your own role?", "You give up your own rights as an administrator.", "Change role"))
        {
            await ShowOutcomeAsync(await People.ChangeRoleAsync(Person, person.Id, role, CancellationToken.None));
        }
        else
        {
            await RefreshAsync();
        }
    }

    private async Task RemoveAsync(PersonSummary person)
    {
        var question = IsOwn(person) ? "Remove yourself?" : "Remove this person?";
        if (await Dialogs.ConfirmAsync(question, AccessTexts.WhatRemovalDoes(person, IsOwn(person)), "Remove"))
        {
            await ShowOutcomeAsync(await People.RemoveAsync(Person, person.Id, CancellationToken.None));
        }
    }

    private async Task InviteAsync()
    {
        var email = _email.Trim();

        // The second press of a double click: a link that was just created must not be closed by it.
        if (_isInviting || (_link is not null && email.Length == 0))
        {
            return;
        }

        (_isInviting, _link, _problem) = (true, null, null);
        try
        {
            var (outcome, code) = await Invitations.InviteAsync(Person, email, _role, CancellationToken.None);
            _problem = outcome switch
            {
                AccessOutcome.Done => null,
                AccessOutcome.Malformed => "Enter an e-mail address, for example name@company.example.",
                AccessOutcome.Taken => $"{email} has an account already.",
                _ => AccessTexts.Refusal(outcome),
            };
            if (outcome == AccessOutcome.Done)
            {
                (_invited, _email) = (email, "");
                _link = Navigation.ToAbsoluteUri("invitation?code=" + code).ToString();
            }
        }
        finally
        {
            _isInviting = false;
        }
    }

    private async Task ShowOutcomeAsync(AccessOutcome outcome)
    {
        _problem = outcome == AccessOutcome.Done ? null : AccessTexts.Refusal(outcome);
        await RefreshAsync();
    }
}
