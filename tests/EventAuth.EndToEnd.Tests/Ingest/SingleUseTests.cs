using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Ingest;

/// <summary><c>Tokens:SingleUse</c>: each token may be used once.</summary>
public sealed class SingleUseTests(SingleUseTests.SingleUseProgram shared) : IClassFixture<SingleUseTests.SingleUseProgram>
{
    [Fact]
    public async Task Token_UsedAgain_IsInvalidAlsoAfterARestart()
    {
        var program = shared.Program;
        var (uuid, token) = Customer("first");
        var events = Event(uuid);
        (await program.Ingest.PostAsync(events, token)).Expect(202);

        (await program.Ingest.PostAsync(events, token)).ExpectProblem(401, "invalid_token");
        (await program.Ingest.PostBatchAsync([events, events], token)).ExpectProblem(401, "invalid_token");
        await program.KillAsync();
        await program.RestartAsync();
        (await program.Ingest.PostAsync(events, token)).ExpectProblem(401, "invalid_token");

        Assert.Single(await program.Api.ActivitiesAsync(uuid));
        (await program.Ingest.PostAsync(events, Token(uuid, "second"))).Expect(202);
    }

    [Fact]
    public async Task Token_SentManyTimesAtOnce_PassesOnce()
    {
        var program = shared.Program;
        var (uuid, token) = Customer("race");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => program.Ingest.PostAsync(Event(uuid), token)));

        Assert.Single(answers, answer => answer.Status == 202);
        Assert.Equal(39, answers.Count(answer => answer.Status == 401));
        Assert.Single(await program.Api.ActivitiesAsync(uuid));
    }

    [Fact]
    public async Task Token_OfABatch_CarriesAllItsEventsAndNoMore()
    {
        var program = shared.Program;
        var (uuid, token) = Customer("batch");
        (await program.Ingest.PostBatchAsync([Event(uuid), Event(uuid), Event(uuid)], token)).Expect(202);

        (await program.Ingest.PostAsync(Event(uuid), token)).ExpectProblem(401, "invalid_token");
        Assert.Equal(3, (await program.Api.ActivitiesAsync(uuid)).Count);
    }

    [Fact]
    public async Task Token_OfARefusedEvent_IsStillGood()
    {
        var program = shared.Program;
        var (uuid, token) = Customer("refused");
        (await program.Ingest.PostAsync(new { action = "", client = new { uuid } }, token)).ExpectProblem(400, "invalid_event");

        (await program.Ingest.PostAsync(Event(uuid), token)).Expect(202);
    }

    [Fact]
    public async Task Token_WithoutAnId_IsInvalid()
    {
        var program = shared.Program;
        var uuid = Guid.NewGuid().ToString();
        foreach (var token in new[]
        {
            SigningKey.Shared.Token(new { uuid }), SigningKey.Shared.Token(new { uuid, jti = "" }), SigningKey.Shared.Token(new { uuid, jti = 7 }),
            SigningKey.Shared.Token(new { uuid, jti = new string('x', 257) }),
        })
        {
            (await program.Ingest.PostAsync(Event(uuid), token)).ExpectProblem(401, "invalid_token");
        }

        Assert.Null(await program.Api.FindProfileAsync(uuid));
    }

    private static object Event(string uuid) => new { action = "order.placed", client = new { uuid } };

    private static (string Uuid, string Token) Customer(string id)
    {
        var uuid = Guid.NewGuid().ToString();
        return (uuid, Token(uuid, id));
    }

    private static string Token(string uuid, string id) => SigningKey.Shared.Token(new { uuid, jti = id });

    /// <summary>Each test has its own tokens.</summary>
    public sealed class SingleUseProgram : SharedProgram
    {
        protected override ProgramSettings Settings => new()
        {
            OwnProcess = true, Further = new Dictionary<string, string> { ["Tokens:SingleUse"] = "true" },
        };

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        }
    }
}
