using EventAuth.Admin.Accounts;
using EventAuth.Admin.Api;
using EventAuth.Admin.Audit;
using EventAuth.Admin.Components;
using EventAuth.Admin.Enforcement;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Export;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Installation;
using EventAuth.Admin.Listeners;
using EventAuth.Admin.Nodes;
using EventAuth.Admin.OwnAccount;
using EventAuth.Admin.Policies;
using EventAuth.Admin.Recovery;
using EventAuth.Admin.Settings;
using EventAuth.Admin.Telemetry;
using EventAuth.Admin.TestSite;
using EventAuth.Storage.Files;

namespace EventAuth.Admin;

/// <summary>The composition root.</summary>
public static class Program
{
    public static Task<int> Main(string[] args)
    {
        PrivateFiles.CloseWhatIsMade();
        return RunAsync(args, Console.Out, Console.Error);
    }

    /// <summary>Runs the command that the first word names, or else the console and the ingest endpoint. Returns the exit code.</summary>
    internal static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error) => args switch
    {
        [AuditCommand.Name, ..] => Task.FromResult(AuditCommand.Run(args, output, error)),
        [RecoveryCommand.Name, ..] => RecoveryCommand.RunAsync(args, TimeProvider.System, output, error),
        [MigrateCommand.Name, ..] => MigrateCommand.RunAsync(args, TimeProvider.System, output, error),
        [CopyCommand.Name, ..] => CopyCommand.RunAsync(args, TimeProvider.System, output, error),
        [BackupCommand.Name, ..] => BackupCommand.RunAsync(args, TimeProvider.System, output, error),
        [RestoreCommand.Name, ..] => RestoreCommand.RunAsync(args, TimeProvider.System, output, error),
        _ when DemoCommand.IsAskedFor(args) => DemoCommand.RunAsync(args, Build, error),
        _ => StartUp.RunAsync(() => Build(args), error),
    };

    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = StartUp.CreateBuilder(args);
        var settings = SettingsReader.Read(builder.Configuration);
        builder.AddTelemetry().AddListeners(settings.Listeners).AddStorage(settings);
        builder.Services.AddPolicies().AddAccess().AddAudit().AddAccounts(settings.Bootstrap).AddOwnAccount().AddRecovery()
            .AddSingleton<DecisionExplanations>();
        builder.Services.AddAdminApi().AddConsole(settings.Console).AddIngestEndpoint(settings).AddEnforcementProof()
            .AddHostedService<NodeReporter>().AddSingleton(settings).AddSingleton(settings.RateLimits);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UsePipeline(settings);
        app.MapHealth();
        app.MapAccounts();
        app.MapOwnAccount();
        app.MapRecovery();
        app.MapAdminApi();
        app.MapAuditExport();
        app.MapCustomerExport();
        app.MapTestSite();
        app.MapConsole();
        return app;
    }
}
