using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.OwnAccount;
using EventAuth.Admin.Policies;
using EventAuth.Core.Administration;
using EventAuth.Core.Catalog;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Storage;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using EventAuth.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventAuth.Admin.Tests.Components;

/// <summary>Pages with a real database in its own folder, with the policy of a new installation in force and a person signed in.</summary>
public sealed class ConsoleFixture : IAsyncDisposable
{
    private static readonly PreparedFolder Prepared = new(async folder =>
    {
        Directory.CreateDirectory(folder);
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddLogging();
        services.AddEventAuthStorage(new StorageOptions { Path = folder });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IEventAuthDatabase>().PrepareAsync(CancellationToken.None);
    });

    private readonly StorageOptions _options;
    private BunitAuthorizationContext _authorization = null!;

    private ConsoleFixture(StorageOptions options) => _options = options;

    /// <summary>Who is signed in.</summary>
    public const string Person = "admin@shop.example";

    private const string AccountId = "a";

    /// <summary>The same person as services know them.</summary>
    public ClaimsPrincipal SignedIn { get; private set; } = new();

    /// <summary>Renders components.</summary>
    public BunitContext Page { get; } = new();

    public IEventCatalog Catalog => Page.Services.GetRequiredService<IEventCatalog>();

    public IEventJournal Journal => Page.Services.GetRequiredService<IEventJournal>();

    public IProfileReader Profiles => Page.Services.GetRequiredService<IProfileReader>();

    public PolicyMonitor Policies => Page.Services.GetRequiredService<PolicyMonitor>();

    public PolicyService PolicyService => Page.Services.GetRequiredService<PolicyService>();

    public NavigationManager Navigation => Page.Services.GetRequiredService<NavigationManager>();

    /// <summary>Starts with the services of the program, which a test may change.</summary>
    public static async Task<ConsoleFixture> StartAsync(Action<IServiceCollection>? adjust = null)
    {
        // A machine that is busy with other tests is slow, not wrong.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        var fixture = new ConsoleFixture(new StorageOptions { Path = Directory.CreateTempSubdirectory("eventauth-pages-").FullName });
        await Prepared.CopyToAsync(fixture._options.Path);
        var services = fixture.Page.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddEventAuthStorage(fixture._options);
        services.AddPolicies();
        services.AddTokenInspection(new TokenRules());
        services.AddAccess();
        services.AddPages();
        services.AddSingleton(new TokenVerifier(new TokenRules()));
        services.AddSingleton<DecisionExplanations>();
        services.AddSingleton<OwnAccountReader>();
        adjust?.Invoke(services);
        fixture._authorization = fixture.Page.AddAuthorization();
        fixture.Page.JSInterop.Mode = JSRuntimeMode.Loose;
        fixture.Page.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        await services.GetRequiredService<IEventAuthDatabase>().PrepareAsync(CancellationToken.None);
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        await fixture.SignInAsync(Roles.Administrator);
        return fixture;
    }

    /// <summary>Signs the person in, or gives the person who is signed in another role; pages are notified at once.</summary>
    public async Task SignInAsync(string role)
    {
        await using var context = await Page.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        await context.Users.Where(account => account.Id == AccountId).ExecuteDeleteAsync();
        var signIn = Guid.NewGuid();
        context.Users.Add(new AdministratorAccount { Id = AccountId, UserName = Person, Email = Person, Role = role, SecurityStamp = "stamp", CreatedAt = DateTimeOffset.UnixEpoch });
        context.SignIns.Add(new SignInRecord { Id = signIn, AccountId = AccountId, At = DateTimeOffset.UnixEpoch, Address = "", Browser = "" });
        await context.SaveChangesAsync();
        _authorization.SetAuthorized(Person);
        _authorization.SetRoles(role);
        Claim[] claims = [new(ClaimTypes.NameIdentifier, AccountId), new(AccessClaims.Stamp, "stamp"), new(AccessClaims.SignIn, signIn.ToString("N"))];
        _authorization.SetClaims(claims);
        SignedIn = new ClaimsPrincipal(new ClaimsIdentity([.. claims, new Claim(ClaimTypes.Name, Person), new Claim(ClaimTypes.Role, role)], "test"));
    }

    /// <summary>Removes a role only in storage: open pages do not know it yet.</summary>
    public async Task DemoteSilentlyAsync(string role)
    {
        await using var context = await Page.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        await context.Users.Where(account => account.Id == AccountId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Role, role));
    }

    /// <summary>Puts an event on a list, as another person would.</summary>
    public async Task PutOnListAsync(EventListKind kind, string action)
    {
        var revision = Policies.Current.Revision;
        var names = revision.Policy[kind].Select(name => name.Value).Append(action);
        var result = await PolicyService.ApplyAsync(PolicyChange.OfList(kind, names), revision.Version, "other@shop.example", rebase: true, CancellationToken.None);
        Assert.IsType<ApplyResult.Applied>(result);
    }

    /// <summary>Whether the tokens of any customer were ended.</summary>
    public bool HasEndedTokens()
    {
        using var context = Page.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContext();
        return context.TokenEnds.Any();
    }

    /// <summary>Sends an event and waits for its commit.</summary>
    public async Task AppendAsync(PlainEvent entry)
    {
        var result = await Journal.AppendAsync([entry], Policies.Current);
        Assert.Equal(AppendStatus.Committed, result.Status);
        Assert.All(result.Receipts, receipt => Assert.True(receipt.Decision.Accepted));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in Page.Services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await Page.DisposeAsync();
        using var connection = new SqliteConnection(_options.ConnectionString);
        SqliteConnection.ClearPool(connection);
        Directory.Delete(_options.Path, recursive: true);
    }
}
