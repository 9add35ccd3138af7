using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Tests.Harness;
using EventAuth.Ingest.Tests.Requests;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest.Tests;

/// <summary>In the steady state an event costs no garbage until it reaches the journal. Counted exactly, so it needs no quiet machine.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests : ReaderTest
{
    private const int WarmUp = 200;
    private const int Counted = 1_000;
    private const int MostTurns = 5;

    private static readonly string Token = IngestServer.Token(new { customId = "c-17", email = "Anna@shop.example", uuid = Uuid });

    public static TheoryData<string, bool, string?> Events { get; } = new()
    {
        { $$$"""{"action":"page.visit","client":{"uuid":"{{{Uuid}}}"}}""", false, null },
        { $$$"""{"action":"page.visit","client":{"uuid":"{{{Uuid}}}"}}""", true, null },
        { $$$"""{"action":"product.view","label":"A label","client":{"uuid":"{{{Uuid.ToUpperInvariant()}}}","email":"anna@shop.example","customId":"c-17","city":"Wien","attributes":{"size":"M","city":"Graz"}},"params":{"price":12.5,"tags":["a","b"],"nested":{"deep":true}},"time":"2026-11-22T10:15:00.000+01:00","eventSalt":"01J"}""", true, null },
        { $$$"""{"action":"product\u002eview","label":"\u00e9","client":{"uuid":"{{{Uuid}}}","city":"W\u0069en"}}""", false, null },
        { $$$"""{"client":{"uuid":"{{{Uuid}}}"}}""", false, "client.login" },
        { $$$"""{"action":"client.login","client":{"uuid":"{{{Uuid}}}"}}""", true, "client.login" },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Judge_SteadyState_AllocatesNothing(string body, bool hasToken, string? pathAction)
    {
        using var services = NewServices();
        var custom = services.GetRequiredService<SingleEvent>();
        var pipeline = pathAction is null ? custom : custom.Named(EventName.Parse(pathAction));
        var authenticator = services.GetRequiredService<Authenticator>();
        var pool = pipeline.Pool;
        var bytes = Encoding.UTF8.GetBytes(body);
        var authorization = hasToken ? new StringValues("Bearer " + Token) : default;
        for (var i = 0; i < WarmUp; i++)
        {
            Assert.True(Judge());
        }

        // The runtime may recompile the code once or twice during this, which allocates once. The cost of an event shows in each round.
        var allocated = Count();
        for (var turn = 1; turn < MostTurns && allocated > 0; turn++)
        {
            allocated = Count();
        }

        Assert.Equal(0, allocated);

        long Count()
        {
            var judged = 0;
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Counted; i++)
            {
                judged += Judge() ? 1 : 0;
            }

            var garbage = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(Counted, judged);
            return garbage;
        }

        bool Judge()
        {
            var scratch = pool.Get();
            bytes.CopyTo(scratch.Body.GetSpan(bytes.Length));
            scratch.Body.Advance(bytes.Length);
            var isReady = pipeline.Prepare(scratch, authenticator.Begin(authorization)) is null;
            pool.Return(scratch);
            return isReady;
        }
    }

    private static ServiceProvider NewServices()
    {
        var key = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(SigningKey.Shared.PublicPem));
        var policy = EventPolicy.Empty.With(new Certificate("c7", key.Pem, key.Sha256, key.KeySize, IngestServer.Now, "test"));
        var monitor = new PolicyMonitor();
        monitor.Publish(PolicySnapshot.Compile(new PolicyRevision(7, policy, "test", IngestServer.Now, null)));
        return new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(new FixedTime(IngestServer.Now))
            .AddSingleton(monitor)
            .AddSingleton(new TokenVerifier(new TokenRules()))
            .AddSingleton<IEventJournal, MemoryJournal>()
            .AddIngest(new IngestOptions())
            .BuildServiceProvider();
    }
}
