using System.Text;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Data.Sqlite;

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

        Assert.Equal(kept, CountPayloads(program));
        foreach (var file in Directory.GetFiles(program.Storage, "eventauth.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain("marked.mail", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    private static long CountPayloads(AdminProgram program)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(program.Storage, "eventauth.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = """SELECT count(*) FROM "Rejections" WHERE "Payload" IS NOT NULL""";
        return (long)select.ExecuteScalar()!;
    }
}
