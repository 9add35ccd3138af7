using System.Net;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Audit;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.OwnAccount;

public sealed class PasswordChangeTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Tab = "/data-management/events";
    private const string NewPassword = "vase tulip gravel";
    private static readonly Uri Page = new("/account/password", UriKind.Relative);

    [Fact]
    public async Task Change_RightlyAsked_EndsOtherSignInsAndKeepsThisOne()
    {
        var program = shared.Program;
        var email = await program.AddPersonAsync(Roles.Viewer);
        using var here = await SignedInAsync(email, RunningProgram.AdminPassword);
        using var elsewhere = await SignedInAsync(email, RunningProgram.AdminPassword);

        using var changed = await here.SubmitAsync(Page, ("present", RunningProgram.AdminPassword), ("password", NewPassword));

        Assert.Equal("/account?done=password", changed.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync(Tab)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync(Tab)).StatusCode);
        using var anew = program.NewBrowser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anew.SignInAsync(email, RunningProgram.AdminPassword)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await anew.SignInAsync(email, NewPassword)).StatusCode);
        var entry = Assert.Single(await program.AuditAsync("&action=account.password.changed&who=" + email));
        Assert.Equal(1, entry.GetProperty("after").GetProperty("otherSignInsEnded").GetInt32());
        Assert.DoesNotContain(NewPassword, string.Concat(await program.AuditAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(NewPassword, program.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong password", NewPassword, "not your current password")]
    [InlineData(RunningProgram.AdminPassword, "too short", "at least 12")]
    [InlineData(RunningProgram.AdminPassword, "password1234", "too easy to guess")]
    public async Task Change_WronglyAsked_SaysWhyAndChangesNothing(string present, string password, string reason)
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var browser = await SignedInAsync(email, RunningProgram.AdminPassword);

        using var refused = await browser.SubmitAsync(Page, ("present", present), ("password", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(reason, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var anew = shared.Program.NewBrowser();
        Assert.Equal(HttpStatusCode.Found, (await anew.SignInAsync(email, RunningProgram.AdminPassword)).StatusCode);
    }

    [Fact]
    public async Task Change_CurrentPasswordGuessed_HasToWaitAndIsRecorded()
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var thief = await SignedInAsync(email, RunningProgram.AdminPassword);
        HttpStatusCode last = default;
        for (var i = 0; i <= SignInBackOff.FreeFailures; i++)
        {
            using var answer = await thief.SubmitAsync(Page, ("present", $"guess number {i}"), ("password", NewPassword));
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(SignInBackOff.FreeFailures, (await shared.Program.AuditAsync("&action=account.password.refused&who=" + email)).Count);
    }

    [Fact]
    public async Task Change_FromAnotherSite_IsRefused()
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var browser = await SignedInAsync(email, RunningProgram.AdminPassword);
        var forged = new Dictionary<string, string> { ["present"] = RunningProgram.AdminPassword, ["password"] = NewPassword };

        using var answer = await browser.PostAsync(Page, new FormUrlEncodedContent(forged));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using var anew = shared.Program.NewBrowser();
        Assert.Equal(HttpStatusCode.Found, (await anew.SignInAsync(email, RunningProgram.AdminPassword)).StatusCode);
    }

    [Fact]
    public async Task SignOutEverywhere_TwoBrowsers_EndsBothAndIsRecorded()
    {
        var email = await shared.Program.AddPersonAsync(Roles.Viewer);
        using var here = await SignedInAsync(email, RunningProgram.AdminPassword);
        using var elsewhere = await SignedInAsync(email, RunningProgram.AdminPassword);

        using var ended = await here.SubmitToAsync(new Uri(Tab, UriKind.Relative), "/sign-out", "/account/sign-out-everywhere");

        Assert.Equal("/sign-in", ended.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Found, (await here.GetAsync(Tab)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync(Tab)).StatusCode);
        var entry = Assert.Single(await shared.Program.AuditAsync("&action=sign-out.everywhere&who=" + email));
        Assert.Equal(2, entry.GetProperty("after").GetProperty("signInsEnded").GetInt32());
    }

    private async Task<HttpClient> SignedInAsync(string email, string password)
    {
        var browser = shared.Program.NewBrowser();
        using var answer = await browser.SignInAsync(email, password);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return browser;
    }
}
