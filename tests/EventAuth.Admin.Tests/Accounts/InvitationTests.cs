using System.Net;
using EventAuth.Admin.Access;
using EventAuth.Admin.People;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Accounts;

public sealed class InvitationTests : IAsyncLifetime
{
    private const string Email = "invited@shop.example";
    private const string Password = "a password of my own";

    private readonly ManualClock _clock = new();
    private RunningProgram _program = null!;

    private InvitationDirectory Invitations => _program.Services.GetRequiredService<InvitationDirectory>();

    public async Task InitializeAsync() => _program = await RunningProgram.StartAsync(null, _clock);

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Link_OpenedTwiceThenUsed_MakesTheAccountOnce()
    {
        var link = await InviteAsync(Roles.Editor);
        using var browser = _program.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);

        using var made = await browser.SubmitAsync(link, ("password", Password));

        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/data-management/events")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/access")).StatusCode);
        using var again = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal("no-referrer", Assert.Single(again.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Form_SentByManyAtOnce_MakesOneAccount()
    {
        var link = await InviteAsync(Roles.Viewer);

        var answers = await Enumerable.Range(0, 5).Select(_ => _program.NewBrowser()).SubmitAtOnceAsync(link, _ => [("password", Password)]);

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("invited@shop.example", "Invited@Shop.example")]
    [InlineData("ölga@shop.example", "ÖLGA@shop.example")]
    public async Task Link_AfterAnotherForTheSameEmailInAnyCase_IsVoid(string email, string again)
    {
        var former = await InviteAsync(Roles.Administrator, email);

        var link = await InviteAsync(Roles.Viewer, again);

        using var browser = _program.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(former)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Link_AfterADay_IsVoid()
    {
        var link = await InviteAsync(Roles.Viewer);
        using var browser = _program.NewBrowser();
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Link_OfAnAdministratorWhoWasRemoved_IsVoid()
    {
        var link = await InviteAsync(Roles.Administrator);
        var other = await _program.SignInDirectlyAsync(await _program.AddPersonAsync(Roles.Administrator));
        var people = _program.Services.GetRequiredService<PeopleDirectory>();
        var inviter = (await people.ListAsync(other, CancellationToken.None)).Single(person => person.Email != other.Identity!.Name);

        Assert.Equal(AccessOutcome.Done, await people.RemoveAsync(other, inviter.Id, CancellationToken.None));

        using var browser = _program.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
    }

    [Theory]
    [InlineData("short", "at least 12")]
    [InlineData("Invited@shop.example", "must not be the e-mail")]
    public async Task Form_PasswordRefused_SaysWhyAndKeepsTheInvitation(string password, string reason)
    {
        var link = await InviteAsync(Roles.Viewer);
        using var browser = _program.NewBrowser();

        using var refused = await browser.SubmitAsync(link, ("password", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(reason, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);
    }

    private async Task<Uri> InviteAsync(string role, string email = Email)
    {
        var admin = await _program.SignInDirectlyAsync(await _program.AddPersonAsync(Roles.Administrator));
        var (outcome, code) = await Invitations.InviteAsync(admin, email, role, CancellationToken.None);
        Assert.Equal(AccessOutcome.Done, outcome);
        return new Uri(_program.Admin, "/invitation?code=" + code);
    }
}
