using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Ingest;

/// <summary><c>Tokens:SingleUse</c>: each token is good for one request.</summary>
public sealed class SingleUseTests
{
    private static readonly ProgramSettings SingleUse = new() { Further = new Dictionary<string, string> { ["Tokens:SingleUse"] = "true" } };

    [Fact]
    public async Task Token_UsedAgain_IsInvalidAlsoAfterARestart()
    {
        await using var program = await StartAsync();
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
        await using var program = await StartAsync();
        var (uuid, token) = Customer("race");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => program.Ingest.PostAsync(Event(uuid), token)));

        Assert.Single(answers, answer => answer.Status == 202);
        Assert.Equal(39, answers.Count(answer => answer.Status == 401));
        Assert.Single(await program.Api.ActivitiesAsync(uuid));
    }

    [Fact]
    public async Task Token_OfABatch_CarriesAllItsEventsAndNoMore()
    {
        await using var program = await StartAsync();
        var (uuid, token) = Customer("batch");
        (await program.Ingest.PostBatchAsync([Event(uuid), Event(uuid), Event(uuid)], token)).Expect(202);

        (await program.Ingest.PostAsync(Event(uuid), token)).ExpectProblem(401, "invalid_token");
        Assert.Equal(3, (await program.Api.ActivitiesAsync(uuid)).Count);
    }

    [Fact]
    public async Task Token_OfARefusedEvent_IsStillGood()
    {
        await using var program = await StartAsync();
        var (uuid, token) = Customer("refused");
        (await program.Ingest.PostAsync(new { action = "", client = new { uuid } }, token)).ExpectProblem(400, "invalid_event");

        (await program.Ingest.PostAsync(Event(uuid), token)).Expect(202);
    }

    [Fact]
    public async Task Token_WithoutAnId_IsInvalid()
    {
        await using var program = await StartAsync();
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

    private static async Task<AdminProgram> StartAsync()
    {
        var program = await AdminProgram.StartPreparedAsync(SingleUse);
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        return program;
    }

    private static object Event(string uuid) => new { action = "order.placed", client = new { uuid } };

    private static (string Uuid, string Token) Customer(string id)
    {
        var uuid = Guid.NewGuid().ToString();
        return (uuid, Token(uuid, id));
    }

    private static string Token(string uuid, string id) => SigningKey.Shared.Token(new { uuid, jti = id });
}
