using System.Net;
using System.Security.Cryptography;
using EventAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace EventAuth.EndToEnd.Tests.Sdk;

/// <summary>A shop's web site with the script of the SDK on its page, and a backend that signs tokens. Another origin than the endpoint.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _tokensGiven;

    private ShopSite(Uri script, string integrity)
    {
        var tag = $"<script src=\"{script}\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>";
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(context.Request.Path.Value switch
            {
                "/token" => GiveToken(),
                // Scripts, but an origin of its own: no cookies, no storage.
                "/framed" => Page("<iframe sandbox=\"allow-scripts\" src=\"/\"></iframe>"),
                "/queued" => Page("<script>window.SR = { q: [sdk => { sdk.init(); sdk.event.trackCustomEvent('page.visit', { queued: true }) }] }</script>" + tag),
                _ => Page(tag),
            });
        });
        _app.Start();
        Address = new Uri(_app.Urls.Single());
    }

    public Uri Address { get; }

    /// <summary>The customer of the tokens.</summary>
    public string Customer { get; } = "c-" + Guid.NewGuid();

    /// <summary>How often the page asked for one.</summary>
    public int TokensGiven => _tokensGiven;

    /// <summary>Starts it, with the script as the ingest listener serves it.</summary>
    public static async Task<ShopSite> StartAsync(Uri ingest)
    {
        using var http = new HttpClient();
        var script = new Uri(ingest, "/sdk/eventauth.js");
        return new ShopSite(script, "sha384-" + Convert.ToBase64String(SHA384.HashData(await http.GetByteArrayAsync(script))));
    }

    /// <summary>A token of the customer.</summary>
    /// <param name="age">How long ago it was signed; it is valid for five minutes.</param>
    public string Token(TimeSpan age = default) =>
        SigningKey.Shared.Token(new { customId = Customer }, TimeProvider.System.GetUtcNow() - age, TimeSpan.FromMinutes(5));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Page(string body) => $"<!doctype html><html lang=\"en\"><title>Shop</title><link rel=\"icon\" href=\"data:,\"><body>{body}";

    private string GiveToken()
    {
        Interlocked.Increment(ref _tokensGiven);
        return Token();
    }
}
