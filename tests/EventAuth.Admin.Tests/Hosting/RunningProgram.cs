using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text.RegularExpressions;
using EventAuth.Admin.Access;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using EventAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventAuth.Admin.Tests.Hosting;

/// <summary>The real program on free ports, with its own database.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    public const string ApiKey = "an-api-key-of-the-tests-0123456789";
    public const string AdminEmail = "first@shop.example";
    public const string AdminPassword = "correct horse";

    private static readonly PreparedFolder Prepared = new(async folder =>
    {
        await using var program = await StartAsync(
            $"--Storage:Path={folder}", $"--Bootstrap:ApiKey={ApiKey}", $"--Bootstrap:AdminEmail={AdminEmail}",
            $"--Bootstrap:AdminPassword={AdminPassword}");
    });

    private readonly WebApplication _app;
    private readonly StringWriter _output;
    private readonly TemporaryFolder? _ownFolder;

    private RunningProgram(WebApplication app, StringWriter output, LogCapture log, TemporaryFolder? ownFolder)
    {
        (_app, _output, Log, _ownFolder) = (app, output, log, ownFolder);
        var listeners = app.Services.GetRequiredService<BoundListeners>();
        (Admin, Ingest) = (listeners.Admin!, listeners.Ingest!);
    }

    public Uri Admin { get; }

    public Uri Ingest { get; }

    public LogCapture Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>What the program printed for the person who started it.</summary>
    public string Output => _output.ToString();

    /// <summary>The link to the first administrator's form.</summary>
    public Uri SetupLink => new(SetupLinkPattern().Match(Output).Value);

    /// <summary>Starts with its own folder.</summary>
    public static Task<RunningProgram> StartAsync(params string[] settings) => StartAsync(null, null, settings);

    /// <summary>Starts with an API key and an administrator, with a copy of what an earlier start left.</summary>
    public static async Task<RunningProgram> StartReadyAsync(params string[] settings)
    {
        var folder = new TemporaryFolder();
        await Prepared.CopyToAsync(folder.Storage);
        return await StartAsync(folder, isOwn: true, time: null, adjust: null, settings);
    }

    public static Task<RunningProgram> StartAsync(TemporaryFolder? folder, TimeProvider? time, params string[] settings) =>
        StartAsync(folder ?? new TemporaryFolder(), isOwn: folder is null, time, adjust: null, settings);

    /// <summary>Starts with its own folder and some other services.</summary>
    public static Task<RunningProgram> StartWithAsync(TimeProvider time, Action<IServiceCollection> adjust, params string[] settings) =>
        StartAsync(new TemporaryFolder(), isOwn: true, time, adjust, settings);

    private static async Task<RunningProgram> StartAsync(
        TemporaryFolder folder, bool isOwn, TimeProvider? time, Action<IServiceCollection>? adjust, string[] settings)
    {
        var ownFolder = isOwn ? folder : null;
        var output = new StringWriter();
        var log = new LogCapture();
        var app = Program.Build(ArgumentsFor(folder, settings), builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton(new StartOutput(output)).AddSingleton(time ?? TimeProvider.System);
            // A hash is slow by design; the tests do not depend on how slow.
            builder.Services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
            adjust?.Invoke(builder.Services);
        });
        try
        {
            await app.StartAsync();
            return new RunningProgram(app, output, log, ownFolder);
        }
        catch
        {
            await app.DisposeAsync();
            ownFolder?.Dispose();
            throw;
        }
    }

    /// <summary>Free ports, the folder, and no rate limits: all tests come from one address, quickly.</summary>
    public static string[] ArgumentsFor(TemporaryFolder folder, params string[] settings) =>
    [
        "--Listeners:Admin=http://127.0.0.1:0", "--Listeners:Ingest=http://127.0.0.1:0", $"--Storage:Path={folder.Storage}",
        "--RateLimits:SignInPerMinute=0", "--RateLimits:ApiPerSecond=0", .. settings,
    ];

    /// <summary>A client of the admin API with the key.</summary>
    public HttpClient NewApiClient() => NewApiClient(ApiKey);

    /// <summary>A client of the admin API with another key.</summary>
    public HttpClient NewApiClient(string key) =>
        new() { BaseAddress = new Uri(Admin, "/api/v1/"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    /// <summary>A browser without script: keeps cookies, follows no redirect.</summary>
    public HttpClient NewBrowser() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Admin };

    /// <summary>The same on another address of this machine, such as 127.0.0.2.</summary>
    public HttpClient NewBrowser(IPAddress from) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = Admin };

    /// <summary>Adds a person of a role, with the password of the administrator; returns the e-mail.</summary>
    public async Task<string> AddPersonAsync(string role)
    {
        var email = $"{role}-{Guid.NewGuid():N}@shop.example".ToLowerInvariant();
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AdministratorAccount>>();
        var account = new AdministratorAccount { UserName = email, Email = email, Role = role, CreatedAt = DateTimeOffset.UnixEpoch };
        account.PasswordHash = users.PasswordHasher.HashPassword(account, AdminPassword);
        Assert.True((await users.CreateAsync(account)).Succeeded);
        return email;
    }

    /// <summary>A person as services know them after a sign-in.</summary>
    public async Task<ClaimsPrincipal> SignInDirectlyAsync(string email)
    {
        await using var context = await Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        var account = await context.Users.SingleAsync(user => user.Email == email);
        var signIn = Guid.NewGuid();
        context.SignIns.Add(new SignInRecord { Id = signIn, AccountId = account.Id, At = DateTimeOffset.UnixEpoch, Address = "", Browser = "" });
        await context.SaveChangesAsync();
        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, account.Id),
                new Claim(ClaimTypes.Name, email),
                new Claim(AccessClaims.Stamp, account.SecurityStamp!),
                new Claim(AccessClaims.SignIn, signIn.ToString("N")),
            ],
            "test"));
    }

    /// <summary>Adds an API key of a role; returns the key.</summary>
    public async Task<string> AddKeyAsync(string role)
    {
        var key = SecretHash.NewSecret();
        await using var context = await Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        context.ApiKeys.Add(new ApiKeyRecord { Name = role, Hash = SecretHash.Of(key), Role = role, CreatedAt = DateTimeOffset.UnixEpoch, CreatedBy = AdminEmail });
        await context.SaveChangesAsync();
        return key;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ownFolder?.Dispose();
    }

    [GeneratedRegex(@"http\S+/setup\?code=\S+", RegexOptions.None, 1000)]
    private static partial Regex SetupLinkPattern();
}
