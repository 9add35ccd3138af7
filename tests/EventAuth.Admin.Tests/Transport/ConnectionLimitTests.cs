using System.Net;
using System.Net.Sockets;
using System.Text;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Transport;

/// <summary>With all seats of a listener taken, those that send nothing make room.</summary>
public class ConnectionLimitTests
{
    private const int Limit = 16;
    private const string Event = """{"action":"page.visit","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";

    /// <summary>Beginnings of requests that never end.</summary>
    public static TheoryData<string> Beginnings { get; } = new()
    {
        "",
        "POST /v4/events/custom HTTP/1.1\r\nHost: x\r\na: ",
        "POST /v4/events/custom HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
        "POST /v4/events/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[    \r\n",
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Ingest_FullOfConnectionsThatBringNothing_KeepsThoseThatDoAndTakesNewOnes(string beginning)
    {
        await using var program = await RunningProgram.StartReadyAsync($"--Listeners:MaxIngestConnections={Limit}");
        using var crowd = new Crowd();
        using var shop = new CountedClient(program.Ingest);
        Assert.Equal(HttpStatusCode.Accepted, await shop.PostAsync(Event));
        for (var i = 0; i < 5 * Limit; i++)
        {
            await crowd.OpenAsync(program.Ingest, beginning);
            Assert.Equal(HttpStatusCode.Accepted, await shop.PostAsync(Event));
        }

        using var newcomer = new CountedClient(program.Ingest);
        Assert.Equal(HttpStatusCode.Accepted, await newcomer.PostAsync(Event));
        Assert.Equal(HttpStatusCode.OK, (await newcomer.Http.GetAsync("/readyz")).StatusCode);
        Assert.Equal(1, shop.Connections);
        using var api = program.NewApiClient();
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("policy")).StatusCode);
        Assert.InRange(await crowd.CountOpenAsync(atMost: Limit), 0, Limit);
    }

    [Fact]
    public async Task Ingest_FullOfConnectionsThatBroughtSomethingOnce_KeepsTheOneThatGoesOn()
    {
        await using var program = await RunningProgram.StartReadyAsync($"--Listeners:MaxIngestConnections={Limit}");
        using var crowd = new Crowd();
        using var shop = new CountedClient(program.Ingest);
        Assert.Equal(HttpStatusCode.Accepted, await shop.PostAsync(Event));
        for (var i = 0; i < 5 * Limit; i++)
        {
            await crowd.OpenAsync(program.Ingest, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", answer: true);
            Assert.Equal(HttpStatusCode.Accepted, await shop.PostAsync(Event));
        }

        Assert.Equal(1, shop.Connections);
        Assert.InRange(await crowd.CountOpenAsync(atMost: Limit), 1, Limit);
    }

    [Fact]
    public async Task Admin_FullOfIdleConnections_LetsPeopleInAndKeepsOpenPages()
    {
        await using var program = await RunningProgram.StartReadyAsync($"--Listeners:MaxAdminConnections={Limit}");
        using var page = await LiveSocket.ConnectAsync(program, program.Admin.GetLeftPart(UriPartial.Authority));
        await page.BeginAsync();
        using var crowd = new Crowd();
        for (var i = 0; i < 5 * Limit; i++)
        {
            await crowd.OpenAsync(program.Admin, i % 2 == 0 ? "" : "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", answer: i % 2 == 1);
        }

        using var browser = program.NewBrowser();
        using var signedIn = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        await page.CallUnknownAsync(10);
        Assert.NotNull(await page.AnswerAsync());
    }

    [Fact]
    public async Task Ingest_Full_SaysSoOnce()
    {
        await using var program = await RunningProgram.StartReadyAsync($"--Listeners:MaxIngestConnections={Limit}");
        using var crowd = new Crowd();
        for (var i = 0; i < 5 * Limit; i++)
        {
            await crowd.OpenAsync(program.Ingest, "");
        }

        using var newcomer = new CountedClient(program.Ingest);
        Assert.Equal(HttpStatusCode.Accepted, await newcomer.PostAsync(Event));
        Assert.Single(
            program.Log.Text.Split('\n'), line => line.StartsWith("Warning: The Ingest listener has 16 connections", StringComparison.Ordinal));
    }

    private sealed class CountedClient : IDisposable
    {
        private int _connections;

        public CountedClient(Uri address) => Http = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            ConnectCallback = async (context, cancellation) =>
            {
                Interlocked.Increment(ref _connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = address };

        public HttpClient Http { get; }

        public int Connections => _connections;

        public async Task<HttpStatusCode> PostAsync(string body)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await Http.PostAsync("/v4/events/custom", content);
            return answer.StatusCode;
        }

        public void Dispose() => Http.Dispose();
    }

    private sealed class Crowd : IDisposable
    {
        private readonly List<TcpClient> _all = [];

        public async Task OpenAsync(Uri address, string beginning, bool answer = false)
        {
            var client = new TcpClient();
            _all.Add(client);
            await client.ConnectAsync(address.Host, address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning));
            if (answer)
            {
                Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[4_096]));
            }
        }

        /// <summary>How many the server has not closed, as soon as they are few enough.</summary>
        public async Task<int> CountOpenAsync(int atMost)
        {
            using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            for (var waited = 0; _all.Count(IsOpen) > atMost && waited < 500; waited++)
            {
                await ticks.WaitForNextTickAsync();
            }

            return _all.Count(IsOpen);
        }

        public void Dispose() => _all.ForEach(client => client.Dispose());

        private static bool IsOpen(TcpClient client) => !(client.Client.Poll(0, SelectMode.SelectRead) && client.Available == 0);
    }
}
