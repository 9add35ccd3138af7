using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Decisions;

/// <summary>The content of rejected events is kept if the setting says so, and cannot be read by anybody who has only the database.</summary>
public sealed class RejectedPayloadTests
{
    private static readonly object s_event = new { action = "form.submit", client = new { uuid = "11111111-0000-4000-8000-000000000001", email = "marked.mail@shop.example" } };

    [Theory]
    [InlineData(null, 0)]
    [InlineData("true", 1)]
    public async Task Payload_IsKeptWhereItIsAskedFor_AndNeverInPlainText(string? setting, long kept)
    {
        var settings = new ProgramSettings();
        await using var program = await AdminProgram.StartPreparedAsync(setting is null ? settings : settings with { Further = new Dictionary<string, string> { ["Decisions:KeepRejectedPayload"] = setting } });
        (await program.Ingest.PostAsync(s_event)).Expect(401);
        await Until.TrueAsync(
            async () => (await program.Api.GetAsync("/api/v1/decisions?outcome=rejected")).Expect(200).Json.GetProperty("items").GetArrayLength() == 1,
            () => "The rejection is not recorded.");

        Assert.Equal(kept, program.Database.ReadNumber("""SELECT count(*) FROM "Rejections" WHERE "Payload" IS NOT NULL"""));
        Assert.True(await program.Database.ContainsAsync("form.submit"));
        Assert.False(await program.Database.ContainsAsync("marked.mail"));
    }
}
