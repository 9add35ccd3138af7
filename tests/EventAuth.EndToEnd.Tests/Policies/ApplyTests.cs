using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Policies;

/// <summary>After "Apply", the very next event is decided by the new policy, without waiting.</summary>
public sealed class ApplyTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task PutPolicy_Answered_TheNextEventObeysIt()
    {
        var uuid = Guid.NewGuid().ToString();
        for (var turn = 0; turn < 20; turn++)
        {
            var closed = await running.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["order.place"] });
            (await PostAsync(uuid)).ExpectProblem(401, "jwt_required");

            var open = await running.Api.SetListsAsync(new PolicyLists());
            Assert.Equal(open, (await PostAsync(uuid)).Expect(202).Json.GetProperty("policyVersion").GetInt32());
            Assert.Equal(closed + 1, open);
        }
    }

    [Fact]
    public async Task PutCertificate_Answered_TheNextTokenIsCheckedWithIt()
    {
        var (mine, other) = (SigningKey.Shared.Token(new { customId = "c-1" }), SigningKey.Other.Token(new { customId = "c-1" }));
        for (var turn = 0; turn < 5; turn++)
        {
            await running.Api.DefineCertificateAsync(SigningKey.Other.PublicPem);
            (await running.Ingest.PostAsync(new { action = "page.visit" }, other)).Expect(202);
            (await running.Ingest.PostAsync(new { action = "page.visit" }, mine)).ExpectProblem(401, "invalid_token");

            await running.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
            (await running.Ingest.PostAsync(new { action = "page.visit" }, mine)).Expect(202);
            (await running.Ingest.PostAsync(new { action = "page.visit" }, other)).ExpectProblem(401, "invalid_token");
        }
    }

    private Task<Answer> PostAsync(string uuid) => running.Ingest.PostAsync(new { action = "order.place", client = new { uuid } });
}
