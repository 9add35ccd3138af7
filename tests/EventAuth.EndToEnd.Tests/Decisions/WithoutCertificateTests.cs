using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Decisions;

public sealed class WithoutCertificateTests
{
    [Fact]
    public async Task Ingest_AnyTokenWhileNoCertificateIsInForce_IsInvalid()
    {
        await using var program = await AdminProgram.StartPreparedAsync();
        var token = SigningKey.Shared.Token(new { customId = "c-1" });

        (await program.Ingest.PostAsync(new { action = "page.visit" }, token)).ExpectProblem(401, "invalid_token");
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        (await program.Ingest.PostAsync(new { action = "page.visit" }, token)).Expect(202);
    }

    [Fact]
    public async Task Policy_NewInstallation_HasTheListsOfTheContract()
    {
        await using var program = await AdminProgram.StartAsync();
        var lists = PolicyLists.Read((await program.Api.GetAsync("/api/v1/policy")).Expect(200).Json);

        Assert.Empty(lists.AnonymousWithoutJwt);
        Assert.Equal(["client.login", "form.submit"], lists.UpdateWithoutJwt.Order());
        Assert.Equal(["form.submit"], lists.UpdateWithJwt);
    }
}
