using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventAuth.EndToEnd.Tests.Sdk;

/// <summary>A web site of somebody else, with the same page at each address.</summary>
internal sealed class OnePageSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OnePageSite(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<OnePageSite> StartAsync(string html)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(html);
        });
        await app.StartAsync();
        return new OnePageSite(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
