using System.Net;
using System.Security.Claims;
using System.Text.Json;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.People;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Audit;

/// <summary>The audit trail shows who gets, changes and loses access; what was refused or could not be recorded did not happen.</summary>
public sealed class AccessAuditTests : IAsyncLifetime
{
    private const string Guest = "guest@shop.example";
    private RunningProgram _program = null!;
    private ClaimsPrincipal _admin = null!;

    private InvitationDirectory Invitations => _program.Services.GetRequiredService<InvitationDirectory>();

    private PeopleDirectory People => _program.Services.GetRequiredService<PeopleDirectory>();

    private ApiKeyDirectory Keys => _program.Services.GetRequiredService<ApiKeyDirectory>();

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartReadyAsync();
        _admin = await _program.SignInDirectlyAsync(RunningProgram.AdminEmail);
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Invitation_MadeTwiceAndWithdrawn_IsRecordedWithTheRoles()
    {
        await InviteAsync(Roles.Viewer);
        await InviteAsync(Roles.Editor);
        var pending = Assert.Single(await Invitations.ListAsync(_admin, CancellationToken.None));
        Assert.Equal(AccessOutcome.Done, await Invitations.RevokeAsync(_admin, pending.Id, CancellationToken.None));

        var entries = await _program.AuditAsync("&search=" + Guest);

        Assert.Equal(["invitation.made", "invitation.made", "invitation.withdrawn"], entries.Select(entry => entry.Text("action")));
        Assert.All(entries, entry => Assert.Equal((RunningProgram.AdminEmail, Guest), (entry.Text("who"), entry.Text("subject"))));
        Assert.Equal(JsonValueKind.Null, entries[0].GetProperty("before").ValueKind);
        Assert.Equal([Roles.Viewer, Roles.Editor], entries[..2].Select(entry => entry.GetProperty("after").Text("role")));
        Assert.Equal([Roles.Viewer, Roles.Editor], entries[1..].Select(entry => entry.GetProperty("before").Text("role")));
    }

    [Fact]
    public async Task Invitation_Used_IsRecordedWithTheSignInAndWithoutTheCode()
    {
        var code = await InviteAsync(Roles.Editor);
        using var browser = _program.NewBrowser();
        using var made = await browser.SubmitAsync(new Uri(_program.Admin, "/invitation?code=" + code), ("password", "a password of my own"));
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);

        var entries = await _program.AuditAsync("&who=guest");

        Assert.Equal(["invitation.used", "sign-in.succeeded"], entries.Select(entry => entry.Text("action")));
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", entry.Text("from")));
        Assert.Equal((Roles.Editor, RunningProgram.AdminEmail), (entries[0].GetProperty("after").Text("role"), entries[0].GetProperty("after").Text("invitedBy")));
        Assert.All([code, "a password of my own"], secret => Assert.DoesNotContain(secret, string.Concat(entries), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Person_PromotedAndRemoved_IsRecordedWithTheInvitationsThatBecomeVoid()
    {
        var email = await _program.AddPersonAsync(Roles.Editor);
        var id = (await People.ListAsync(_admin, CancellationToken.None)).Single(person => person.Email == email).Id;
        Assert.Equal(AccessOutcome.Done, await People.ChangeRoleAsync(_admin, id, Roles.Editor, CancellationToken.None));
        Assert.Equal(AccessOutcome.Done, await People.ChangeRoleAsync(_admin, id, Roles.Administrator, CancellationToken.None));
        await InviteAsync(Roles.Viewer, await _program.SignInDirectlyAsync(email));
        Assert.Equal(AccessOutcome.Done, await People.RemoveAsync(_admin, id, CancellationToken.None));

        var entries = await _program.AuditAsync("&search=person.");

        Assert.Equal(["person.role.changed", "person.removed"], entries.Select(entry => entry.Text("action")));
        Assert.All(entries, entry => Assert.Equal((RunningProgram.AdminEmail, email), (entry.Text("who"), entry.Text("subject"))));
        Assert.Equal((Roles.Editor, Roles.Administrator), (entries[0].GetProperty("before").Text("role"), entries[0].GetProperty("after").Text("role")));
        Assert.Equal(Roles.Administrator, entries[1].GetProperty("before").Text("role"));
        Assert.Equal([Guest], entries[1].GetProperty("before").GetProperty("openInvitations").EnumerateArray().Select(open => open.GetString()));
    }

    [Fact]
    public async Task ApiKey_MadeAndRevoked_IsRecordedWithoutTheKey()
    {
        var (_, key) = await Keys.CreateAsync(_admin, "shop", Roles.Viewer, TimeSpan.FromDays(30), CancellationToken.None);
        var id = (await Keys.ListAsync(_admin, CancellationToken.None)).Single(listed => listed.Name == "shop").Id;
        Assert.Equal(AccessOutcome.Done, await Keys.RevokeAsync(_admin, id, CancellationToken.None));

        var entries = await _program.AuditAsync("&who=" + RunningProgram.AdminEmail);

        Assert.Equal(["api-key.made", "api-key.revoked"], entries.Select(entry => entry.Text("action")));
        Assert.All(entries, entry => Assert.Equal($"API key {id}: shop", entry.Text("subject")));
        Assert.All([entries[0].GetProperty("after"), entries[1].GetProperty("before")], made => Assert.Equal(("shop", Roles.Viewer), (made.Text("name"), made.Text("role"))));
        Assert.DoesNotContain(key!["eventauth_".Length..], string.Concat(entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_AskedForByAnEditor_LeaveNoEntry()
    {
        var editor = await _program.SignInDirectlyAsync(await _program.AddPersonAsync(Roles.Editor));
        await InviteAsync(Roles.Viewer);
        var invitation = Assert.Single(await Invitations.ListAsync(_admin, CancellationToken.None));
        var key = Assert.Single(await Keys.ListAsync(_admin, CancellationToken.None));
        var before = await _program.AuditAsync();

        AccessOutcome[] outcomes =
        [
            (await Invitations.InviteAsync(editor, "b@shop.example", Roles.Viewer, CancellationToken.None)).Outcome,
            await Invitations.RevokeAsync(editor, invitation.Id, CancellationToken.None),
            await People.RemoveAsync(editor, _admin.FindFirstValue(ClaimTypes.NameIdentifier)!, CancellationToken.None),
            (await Keys.CreateAsync(editor, "mine", Roles.Viewer, lifetime: null, CancellationToken.None)).Outcome,
            await Keys.RevokeAsync(editor, key.Id, CancellationToken.None),
        ];

        Assert.All(outcomes, outcome => Assert.Equal(AccessOutcome.Forbidden, outcome));
        Assert.Equal(before.Count, (await _program.AuditAsync()).Count);
        Assert.Single(await Invitations.ListAsync(_admin, CancellationToken.None));
        Assert.Single(await Keys.ListAsync(_admin, CancellationToken.None));
    }

    [Fact]
    public async Task Changes_EntryCannotBeWritten_DoNotHappen()
    {
        var email = await _program.AddPersonAsync(Roles.Editor);
        var id = (await People.ListAsync(_admin, CancellationToken.None)).Single(person => person.Email == email).Id;
        var key = Assert.Single(await Keys.ListAsync(_admin, CancellationToken.None));
        await InviteAsync(Roles.Viewer);
        var invitation = Assert.Single(await Invitations.ListAsync(_admin, CancellationToken.None));
        await using (var context = await _program.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync())
        {
            await context.Database.ExecuteSqlRawAsync("""CREATE TRIGGER "Broken" BEFORE INSERT ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'no room'); END""");
        }

        Func<Task>[] changes =
        [
            () => Invitations.InviteAsync(_admin, "b@shop.example", Roles.Viewer, CancellationToken.None),
            () => Invitations.RevokeAsync(_admin, invitation.Id, CancellationToken.None),
            () => People.ChangeRoleAsync(_admin, id, Roles.Administrator, CancellationToken.None),
            () => People.RemoveAsync(_admin, id, CancellationToken.None),
            () => Keys.CreateAsync(_admin, "shop", Roles.Viewer, lifetime: null, CancellationToken.None),
            () => Keys.RevokeAsync(_admin, key.Id, CancellationToken.None),
        ];
        foreach (var change in changes)
        {
            await Assert.ThrowsAsync<DbUpdateException>(change);
        }

        Assert.Equal(Roles.Editor, (await People.ListAsync(_admin, CancellationToken.None)).Single(person => person.Id == id).Role);
        Assert.Equal(invitation, Assert.Single(await Invitations.ListAsync(_admin, CancellationToken.None)));
        Assert.Equal(key.Id, Assert.Single(await Keys.ListAsync(_admin, CancellationToken.None)).Id);
    }

    private async Task<string> InviteAsync(string role, ClaimsPrincipal? inviter = null)
    {
        var (outcome, code) = await Invitations.InviteAsync(inviter ?? _admin, Guest, role, CancellationToken.None);
        Assert.Equal(AccessOutcome.Done, outcome);
        return code!;
    }
}
