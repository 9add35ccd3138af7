using EventAuth.Admin.Accounts;
using EventAuth.Admin.Components;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Hosting.Health;
using EventAuth.Admin.Hosting.Listeners;
using EventAuth.Admin.Hosting.Policies;
using EventAuth.Admin.Hosting.Responses;
using EventAuth.Admin.Hosting.Settings;
using EventAuth.Admin.Hosting.Storage;
using EventAuth.Storage;

namespace EventAuth.Admin;

/// <summary>The one composition root.</summary>
public static class Program
{
    public static Task<int> Main(string[] args)
    {
        FileCreationMask.Tighten();
        return StartUp.RunAsync(() => Build(args), Console.Error);
    }

    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = StartUp.CreateBuilder(args);
        var settings = SettingsReader.Read(builder.Configuration);
        builder.AddListeners(settings.Listeners).AddStorageFolder(settings.Storage);
        builder.Services.AddEventAuthStorage(settings.ToStorageOptions());
        builder.Services.AddPolicies().AddAccounts(settings.Bootstrap).AddConsole();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseTrustedProxies(settings.Listeners).UseSecurityHeaders().UseErrorAnswers();
        app.UseRouting().UseAuthentication().UseAuthorization().UseAntiforgery();
        app.MapHealth();
        app.MapAccounts();
        app.MapConsole();
        return app;
    }
}
