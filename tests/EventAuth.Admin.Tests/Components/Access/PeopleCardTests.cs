using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Access;
using EventAuth.Admin.People;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Access;

public sealed class PeopleCardTests
{
    private const string Other = "viewer@shop.example";

    [Fact]
    public async Task SecondChoice_WhileTheFirstIsDrawn_IsNotLost()
    {
        await using var console = await StartAsync();
        var menus = console.Page.Render<MudPopoverProvider>();
        var page = Render(console);
        // What a person sees and uses before the result of the first choice is rendered.
        var seen = RoleOf(page, Other);

        Choose(seen, menus, Roles.Editor);
        page.WaitForAssertion(() => Assert.Equal(Roles.Editor, RoleOf(page, Other).Instance.Value));
        Assert.Same(seen.Instance, RoleOf(page, Other).Instance);
        Choose(seen, menus, Roles.Administrator);

        page.WaitForAssertion(() => Assert.StartsWith(Roles.Administrator, RoleOf(page, Other).Find("input").GetAttribute("value"), StringComparison.Ordinal));
        Assert.Equal(Roles.Administrator, await RoleInStorageAsync(console, Other));
    }

    [Fact]
    public async Task Invite_PressedAgainAtOnceAndLater_KeepsTheLink()
    {
        await using var console = await StartAsync();
        var page = Render(console);
        page.InOneTurn(() => page.Find("input[type=email]").Change("new@shop.example"));

        page.InOneTurn(() =>
        {
            _ = page.Find("form").SubmitAsync(EventArgs.Empty);
            _ = page.Find("form").SubmitAsync(EventArgs.Empty);
        });
        page.WaitForAssertion(() => Assert.Contains("/invitation?code=", page.Markup, StringComparison.Ordinal));
        page.InOneTurn(() => page.Find("form").Submit());

        Assert.Contains("/invitation?code=", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Enter an e-mail address", page.Markup, StringComparison.Ordinal);
    }

    private static async Task<ConsoleFixture> StartAsync()
    {
        var console = await ConsoleFixture.StartAsync(services => services.AddSingleton<PeopleDirectory>().AddSingleton<InvitationDirectory>());
        await using var context = await ContextAsync(console);
        context.Users.Add(new AdministratorAccount
        {
            Id = "other",
            UserName = Other,
            NormalizedUserName = Other.ToUpperInvariant(),
            Email = Other,
            NormalizedEmail = Other.ToUpperInvariant(),
            Role = Roles.Viewer,
            SecurityStamp = "stamp",
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        await context.SaveChangesAsync();
        return console;
    }

    private static IRenderedComponent<PeopleCard> Render(ConsoleFixture console)
    {
        var page = console.Page.Render<PeopleCard>(parameters => parameters.Add(card => card.Person, console.SignedIn));
        page.WaitForAssertion(() => Assert.Contains(page.FindComponents<RoleChoice>(), choice => choice.Instance.AccessibleName == "Role of " + Other));
        return page;
    }

    private static IRenderedComponent<RoleChoice> RoleOf(IRenderedComponent<PeopleCard> page, string email) =>
        page.FindComponents<RoleChoice>().Single(choice => choice.Instance.AccessibleName == "Role of " + email);

    private static void Choose(IRenderedComponent<RoleChoice> choice, IRenderedComponent<MudPopoverProvider> menus, string role)
    {
        choice.Find("[role=combobox]").MouseDown();
        menus.Once("[role=option]", option => option.Click(), option => option.TextContent.StartsWith(role, StringComparison.Ordinal));
    }

    private static async Task<string> RoleInStorageAsync(ConsoleFixture console, string email)
    {
        await using var context = await ContextAsync(console);
        return await context.Users.Where(account => account.Email == email).Select(account => account.Role).SingleAsync();
    }

    private static Task<EventAuthDbContext> ContextAsync(ConsoleFixture console) =>
        console.Page.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
}
