using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Decisions;

public sealed class FormerKeyTests
{
    [Fact]
    public async Task Token_OfAnOverwrittenKey_IsRecordedAsThatAndAnsweredAsAnyOther()
    {
        await using var program = await AdminProgram.StartPreparedAsync();
        await program.Api.DefineCertificateAsync(SigningKey.Other.PublicPem);
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await SendAsync(program, SigningKey.Other, expectedRecords: 1);
        await program.RestartAsync();
        await SendAsync(program, SigningKey.Other, expectedRecords: 2);
        using var stranger = SigningKey.Create();
        await SendAsync(program, stranger, expectedRecords: 3);

        var records = (await program.Api.GetAsync("/api/v1/decisions?code=invalid_token")).Expect(200).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(["unknown_key", "former_certificate", "former_certificate"], records.Select(record => record.GetProperty("cause").GetString()));
    }

    private static async Task SendAsync(AdminProgram program, SigningKey key, int expectedRecords)
    {
        var answer = (await program.Ingest.PostAsync(new { action = "page.visit", client = new { customId = "c-17" } }, key.Token(new { customId = "c-17" }))).Expect(401);
        Assert.Equal("invalid_token", answer.Json.GetProperty("code").GetString());
        await Until.TrueAsync(
            async () => (await program.Api.GetAsync("/api/v1/decisions?code=invalid_token")).Expect(200).Json.GetProperty("items").GetArrayLength() == expectedRecords,
            () => "The rejection is not recorded.");
    }
}
