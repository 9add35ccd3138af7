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

namespace EventAuth.Admin;

/// <summary>The composition root.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [AuditCommand.Name, ..] => Task.FromResult(AuditCommand.Run(args, Console.Out, Console.Error)),
        [RecoveryCommand.Name, ..] => RecoveryCommand.RunAsync(args, TimeProvider.System, Console.Out, Console.Error),
        [MigrateCommand.Name, ..] => MigrateCommand.RunAsync(args, TimeProvider.System, Console.Out, Console.Error),
        [CopyCommand.Name, ..] => CopyCommand.RunAsync(args, TimeProvider.System, Console.Out, Console.Error),
        [BackupCommand.Name, ..] => BackupCommand.RunAsync(args, TimeProvider.System, Console.Out, Console.Error),
        [RestoreCommand.Name, ..] => RestoreCommand.RunAsync(args, TimeProvider.System, Console.Out, Console.Error),
        _ when DemoCommand.IsAskedFor(args) => DemoCommand.RunAsync(args, Build, Console.Error),
        _ => StartUp.RunAsync(() => Build(args), Console.Error),
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
