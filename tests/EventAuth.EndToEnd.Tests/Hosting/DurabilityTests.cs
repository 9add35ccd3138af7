using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Hosting;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Accepted_ThenKilledAtOnce_IsThereAfterTheRestart()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });
        var uuid = Guid.NewGuid().ToString();
        var sent = new { action = "e2e.durable", eventSalt = "salt-1", client = new { uuid } };

        var answer = await program.Ingest.PostAsync(sent);
        await program.KillAsync();
        await program.RestartAsync();

        var eventId = answer.Expect(202).Json.GetProperty("eventId").GetString();
        var activity = Assert.Single(await program.Api.ActivitiesAsync(uuid));
        Assert.Equal(eventId, activity.GetProperty("eventId").GetString());
        Assert.NotNull(await program.Api.FindEventAsync("e2e.durable"));
        Assert.Equal(eventId, (await program.Ingest.PostAsync(sent)).Expect(202).Json.GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task Accepted_ManyAtOnceThenKilled_AreAllThereAfterTheRestart()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });
        var uuid = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid } })));
        await program.KillAsync();
        await program.RestartAsync();

        Assert.Equal(
            answers.Select(answer => answer.Expect(202).Json.GetProperty("eventId").GetString()).Order(StringComparer.Ordinal),
            (await program.Api.ActivitiesAsync(uuid)).Select(activity => activity.GetProperty("eventId").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Policy_AppliedThenKilledAtOnce_IsInForceAfterTheRestart()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        var version = await program.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["e2e.durable"] });
        await program.KillAsync();
        await program.RestartAsync();

        (await program.Ingest.PostAsync(new { action = "e2e.durable", client = new { uuid = Guid.NewGuid() } })).ExpectProblem(401, "jwt_required");
        var accepted = await program.Ingest.PostAsync(new { action = "e2e.durable" }, SigningKey.Shared.Token(new { customId = "c-1" }));
        Assert.Equal(version, accepted.Expect(202).Json.GetProperty("policyVersion").GetInt32());
    }
}
