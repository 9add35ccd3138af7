using EventAuth.EndToEnd.Tests.Counts;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Operations;

/// <summary>
/// What an installation has after a while: versions of the policy, customers who were anonymous and became known, two that were merged,
/// repeated events, one who was deleted, ended tokens, and rejections of every kind.
/// </summary>
internal static class FilledInstallation
{
    public const string Deleted = "dddddddd-0000-4000-8000-000000000001";

    /// <summary>Customers of each kind.</summary>
    public static IReadOnlyList<string> Uuids { get; } =
    [
        "11111111-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002",
        "aaaaaaaa-0000-4000-8000-000000000007", Deleted,
    ];

    private const string FirstOfMerged = "aaaaaaaa-0000-4000-8000-000000000001";
    private const string SecondOfMerged = "aaaaaaaa-0000-4000-8000-000000000002";

    /// <summary>Sends all that.</summary>
    /// <param name="rounds">How many rounds of 408 events of every kind.</param>
    public static async Task FillAsync(AdminProgram program, int rounds)
    {
        await program.Api.DefineCertificateAsync(SigningKey.Other.PublicPem);
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await program.Api.SetListsAsync(new PolicyLists());
        await program.Api.SetListsAsync(MixedRequest.Lists);
        for (var visitor = 1; visitor <= 30; visitor++)
        {
            await VisitAsync(program, $"aaaaaaaa-0000-4000-8000-0000000000{visitor:d2}", $"shop.name{visitor % 7}", 403);
            await VisitAsync(program, $"aaaaaaaa-0000-4000-8000-0000000000{visitor:d2}", "page.visit", 202);
        }

        foreach (var uuid in (string[])[FirstOfMerged, SecondOfMerged])
        {
            await SubmitAsync(program, new { uuid, customId = "merged", email = "jana@shop.example" });
        }

        await VisitAsync(program, Deleted, "page.visit", 202);
        await VisitAsync(program, Deleted, "shop.other", 403);
        await SubmitAsync(program, new { uuid = Deleted, email = "gone@shop.example" });
        await SubmitAsync(program, new { uuid = "aaaaaaaa-0000-4000-8000-000000000007", email = "ended@shop.example" });
        (await program.Api.SendAsync(HttpMethod.Post, "/api/v1/profiles/aaaaaaaa-0000-4000-8000-000000000007/end-tokens", null)).Expect(200);
        await new MixedLoad(program).SendAsync(rounds);
        (await program.Api.SendAsync(HttpMethod.Delete, "/api/v1/profiles/" + Deleted, null)).Expect(204);
        await VisitAsync(program, "aaaaaaaa-0000-4000-8000-000000000030", "page.visit", 202);
    }

    /// <summary>An event with a salt: repeated, it gets the first answer.</summary>
    public static async Task<string> RepeatableAsync(AdminProgram program) =>
        (await program.Ingest.PostAsync(
            new { action = "page.visit", eventSalt = "salt-1", time = "2026-11-01T10:00:00Z", client = new { uuid = FirstOfMerged } }))
        .Expect(202).Json.GetProperty("eventId").GetString()!;

    private static async Task VisitAsync(AdminProgram program, string uuid, string action, int status) =>
        (await program.Ingest.PostAsync(new { action, client = new { uuid } })).Expect(status);

    private static async Task SubmitAsync(AdminProgram program, object identity) => (await program.Ingest.PostAsync(
        new { action = "form.submit", client = new { attributes = new { firstName = "Jana" } } }, SigningKey.Shared.Token(identity))).Expect(202);
}
