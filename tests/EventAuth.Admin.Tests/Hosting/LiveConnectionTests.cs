using System.Net;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Tests.Hosting;

public class LiveConnectionTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public async Task Open_FromAPageOfTheConsole_Succeeds()
    {
        using var socket = await LiveSocket.ConnectAsync(shared.Program, OriginOf(shared.Program.Admin));

        Assert.Equal(HttpStatusCode.SwitchingProtocols, socket.Status);
        await socket.BeginAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("file://")]
    public async Task Open_FromAnotherOrigin_IsRefusedThoughSignedIn(string? origin)
    {
        using var socket = await LiveSocket.ConnectAsync(shared.Program, origin);

        Assert.Equal(HttpStatusCode.Forbidden, socket.Status);
    }

    [Fact]
    public async Task Open_FromAPageOfTheIngestListenersPort_IsRefusedThoughSignedIn()
    {
        using var socket = await LiveSocket.ConnectAsync(shared.Program, OriginOf(shared.Program.Ingest));

        Assert.Equal(HttpStatusCode.Forbidden, socket.Status);
    }

    [Fact]
    public async Task Negotiation_FromAnotherOrigin_IsRefused()
    {
        using var browser = shared.Program.NewBrowser();
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        using var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("https", "https://console.example", HttpStatusCode.SwitchingProtocols)]
    [InlineData("https", "http://console.example", HttpStatusCode.Forbidden)]
    [InlineData("https", "https://console.example:8443", HttpStatusCode.Forbidden)]
    [InlineData("http", "https://console.example", HttpStatusCode.SwitchingProtocols)]
    public async Task Open_BehindAProxy_ComparesWithTheNameThatPeopleUse(string scheme, string origin, HttpStatusCode status)
    {
        await using var program = await RunningProgram.StartReadyAsync("--Listeners:TrustedProxies=127.0.0.1");

        using var socket = await LiveSocket.ConnectAsync(program, origin, ("Host", "console.example"), ("X-Forwarded-Proto", scheme));

        Assert.Equal(status, socket.Status);
    }

    [Theory]
    [InlineData(31 * 1024, true)]
    [InlineData(33 * 1024, false)]
    public async Task Message_LongerThanALiveConnectionTakes_EndsIt(int bytes, bool isAnswered)
    {
        using var socket = await LiveSocket.ConnectAsync(shared.Program, OriginOf(shared.Program.Admin));
        await socket.BeginAsync();

        await socket.CallUnknownAsync(bytes);

        Assert.Equal(isAnswered, await socket.AnswerAsync() is not null);
    }

    [Fact]
    public async Task Message_WithAHigherLimitSet_IsAnswered()
    {
        await using var program = await RunningProgram.StartReadyAsync("--Console:MaxMessageKilobytes=64", "--Console:MaxRetainedCircuits=7");
        using var socket = await LiveSocket.ConnectAsync(program, OriginOf(program.Admin));
        await socket.BeginAsync();

        await socket.CallUnknownAsync(60 * 1024);

        Assert.NotNull(await socket.AnswerAsync());
        Assert.Equal(7, program.Services.GetRequiredService<IOptions<CircuitOptions>>().Value.DisconnectedCircuitMaxRetained);
    }

    private static string OriginOf(Uri listener) => listener.GetLeftPart(UriPartial.Authority);
}
