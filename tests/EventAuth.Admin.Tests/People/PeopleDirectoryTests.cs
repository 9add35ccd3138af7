using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.People;
using EventAuth.Admin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.People;

public sealed class PeopleDirectoryTests : IAsyncLifetime
{
    private RunningProgram _program = null!;

    private PeopleDirectory People => _program.Services.GetRequiredService<PeopleDirectory>();

    public async Task InitializeAsync() => _program = await RunningProgram.StartAsync();

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task LastAdministrator_RemovedOrDemoted_IsRefused()
    {
        var admin = await AddAsync(Roles.Administrator);
        await AddAsync(Roles.Editor);

        Assert.Equal(AccessOutcome.LastAdministrator, await People.RemoveAsync(admin, IdOf(admin), CancellationToken.None));
        Assert.Equal(AccessOutcome.LastAdministrator, await People.ChangeRoleAsync(admin, IdOf(admin), Roles.Editor, CancellationToken.None));
        Assert.Equal(2, (await People.ListAsync(admin, CancellationToken.None)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoAdministrators_RemovingEachOtherAtOnce_LeaveOne(bool remove)
    {
        var first = await AddAsync(Roles.Administrator);
        var second = await AddAsync(Roles.Administrator);
        using var gate = new ManualResetEventSlim();
        Task<AccessOutcome> Against(ClaimsPrincipal asking, ClaimsPrincipal other) => Task.Run(() =>
        {
            gate.Wait();
            return remove
                ? People.RemoveAsync(asking, IdOf(other), CancellationToken.None)
                : People.ChangeRoleAsync(asking, IdOf(other), Roles.Viewer, CancellationToken.None);
        });
        var both = new[] { Against(first, second), Against(second, first) };

        gate.Set();
        var outcomes = await Task.WhenAll(both);

        Assert.Equal([AccessOutcome.Done, AccessOutcome.Forbidden], outcomes.Order());
        var winner = outcomes[0] == AccessOutcome.Done ? first : second;
        Assert.Single(await People.ListAsync(winner, CancellationToken.None), person => person.Role == Roles.Administrator);
        Assert.Equal(AccessOutcome.LastAdministrator, await People.RemoveAsync(winner, IdOf(winner), CancellationToken.None));
    }

    [Fact]
    public async Task List_OfSomebodyWhoMadeKeys_CountsThoseThatStillWork()
    {
        var admin = await AddAsync(Roles.Administrator);
        var other = await AddAsync(Roles.Administrator);
        var keys = _program.Services.GetRequiredService<ApiKeyDirectory>();
        foreach (var name in (string[])["one", "two", "three"])
        {
            await keys.CreateAsync(other, name, Roles.Viewer, lifetime: null, CancellationToken.None);
        }

        await keys.RevokeAsync(admin, (await keys.ListAsync(admin, CancellationToken.None))[0].Id, CancellationToken.None);

        var people = await People.ListAsync(admin, CancellationToken.None);
        Assert.Equal([(IdOf(admin), 0), (IdOf(other), 2)], people.Select(person => (person.Id, person.ApiKeys)).OrderBy(person => person.ApiKeys));
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Editor)]
    public async Task SomebodyElse_AskingForPeople_IsRefusedEverything(string role)
    {
        var admin = await AddAsync(Roles.Administrator);
        var asking = await AddAsync(role);
        var invitations = _program.Services.GetRequiredService<InvitationDirectory>();

        Assert.Empty(await People.ListAsync(asking, CancellationToken.None));
        Assert.Empty(await invitations.ListAsync(asking, CancellationToken.None));
        Assert.Equal(AccessOutcome.Forbidden, await People.RemoveAsync(asking, IdOf(admin), CancellationToken.None));
        Assert.Equal(AccessOutcome.Forbidden, await People.ChangeRoleAsync(asking, IdOf(asking), Roles.Administrator, CancellationToken.None));
        Assert.Equal(AccessOutcome.Forbidden, (await invitations.InviteAsync(asking, "b@shop.example", Roles.Administrator, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Role_TakenAway_CountsFromTheNextQuestionOn()
    {
        var admin = await AddAsync(Roles.Administrator);
        var other = await AddAsync(Roles.Administrator);
        Assert.NotEmpty(await People.ListAsync(other, CancellationToken.None));

        Assert.Equal(AccessOutcome.Done, await People.ChangeRoleAsync(admin, IdOf(other), Roles.Viewer, CancellationToken.None));

        Assert.Empty(await People.ListAsync(other, CancellationToken.None));
        Assert.True((await _program.Services.GetRequiredService<CurrentRights>().RefreshAsync(other, CancellationToken.None))!.IsInRole(Roles.Viewer));
    }

    private async Task<ClaimsPrincipal> AddAsync(string role) => await _program.SignInDirectlyAsync(await _program.AddPersonAsync(role));

    private static string IdOf(ClaimsPrincipal person) => person.FindFirstValue(ClaimTypes.NameIdentifier)!;
}
