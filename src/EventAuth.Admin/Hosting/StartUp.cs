using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using EventAuth.Admin.Hosting.Logging;
using EventAuth.Admin.Installation;
using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Hosting;

/// <summary>Runs the program from start to end, and turns refused starts into sentences and an exit code.</summary>
internal static class StartUp
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>
    /// The runtime continues code that waits for a socket on the signalled thread. Events get faster (docs/decisions/0007); the console's
    /// sockets use the thread pool as usual. Read by the runtime once, when the first socket is created.
    /// </summary>
    internal const string InlineSocketCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private const string NewInstallation = "--new-installation";
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(20);

    /// <summary>A builder that reads its settings next to the program and only once: the settings do not change while it runs.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The last two disable what the framework does by default: watch the settings files, and trust every proxy.
            Args =
            [
                .. args.Select(word => word == NewInstallation ? "--Storage:NewInstallation=true" : word),
                "--hostBuilder:reloadConfigOnChange=false", "--ForwardedHeaders_Enabled=false",
            ],
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(StartUp).Assembly.GetName().Name,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(new StartOutput(Console.Out)).AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        // A refusal is printed in sentences, not logged by the host with a stack trace as well. Later failures are logged.
        var phase = new StartPhase();
        builder.Logging.AddFilter(HostCategory, level => phase.IsOver && level >= LogLevel.Warning);
        builder.Services.AddSingleton(phase).AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, LogDiscretion>();
        builder.Services.AddSingleton<LoggerFactory>().Replace(ServiceDescriptor.Singleton<ILoggerFactory, BoundedLoggerFactory>());
        return builder;
    }

    /// <summary>Builds and runs until shutdown. Returns 0, or 1 after printing why it does not start.</summary>
    public static async Task<int> RunAsync(Func<WebApplication> build, TextWriter error)
    {
        var stopping = CancellationToken.None;
        try
        {
            await using var app = build();
            stopping = app.Lifetime.ApplicationStopping;
            InlineSockets(app.Services.GetRequiredService<StorageOptions>());
            await StartAsync(app);
            app.Services.GetRequiredService<StartPhase>().IsOver = true;
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop before it was ready.
            return 0;
        }
        catch (StartRefusedException refusal)
        {
            foreach (var sentence in refusal.Sentences)
            {
                await error.WriteLineAsync(sentence);
            }
        }
        catch (Exception exception)
            when (exception is IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } or SocketException)
        {
            await error.WriteLineAsync($"Listeners:Admin or Listeners:Ingest cannot be opened: {exception.Message}");
        }
        catch (CryptographicException exception)
        {
            await error.WriteLineAsync(
                $"{ListenerSettingsReader.CertificateKey} names a certificate that cannot be used: {exception.Message}");
        }

        return 1;
    }

    /// <summary>Whether a word of the command line is a setting such as <c>--Storage:Path=FOLDER</c>.</summary>
    public static bool IsSetting(string word) =>
        word.StartsWith("--", StringComparison.Ordinal)
        && word.Contains(':', StringComparison.Ordinal)
        && word.Contains('=', StringComparison.Ordinal);

    // Not with PostgreSQL: code that continues on the thread of a socket may wait for the database, and then all sockets wait.
    private static void InlineSockets(StorageOptions storage)
    {
        if (storage.Server is null && Environment.GetEnvironmentVariable(InlineSocketCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineSocketCompletions, "1");
        }
    }

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is DbException or { InnerException: DbException })
        {
            // The database was checked already, but what starts after that may be the first to read a damaged place.
            throw new StartRefusedException(app.Services.GetRequiredService<IEventAuthDatabase>().Explain(exception));
        }
    }

    private sealed class StartPhase
    {
        public bool IsOver { get; set; }
    }
}
