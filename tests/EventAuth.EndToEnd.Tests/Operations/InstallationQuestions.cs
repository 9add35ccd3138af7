using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Operations;

/// <summary>A sample of questions to an installation, with the answers that do not depend on when they are asked.</summary>
internal static class InstallationQuestions
{
    private const int MostPages = 40;

    /// <summary>Asks them all.</summary>
    /// <param name="program">The program.</param>
    /// <param name="uuids">Customers whose profile, activities and export are asked for.</param>
    /// <param name="until">Only entries of the audit trail before it.</param>
    /// <returns>By question the answer, as text.</returns>
    public static async Task<SortedDictionary<string, string>> AskAsync(AdminProgram program, IEnumerable<string> uuids, DateTimeOffset until)
    {
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var filter in (string[])[
            "", "&outcome=rejected", "&outcome=accepted", "&code=identity_mismatch", "&code=token_expired", "&action=form.submit",
            "&action=shop.other", "&code=listed_with_jwt&action=form.submit"])
        {
            answers["decisions" + filter] = await AllAsync(program.Api, "/api/v1/decisions?limit=1000" + filter);
        }

        var before = Uri.EscapeDataString(until.ToString("O", CultureInfo.InvariantCulture));
        answers["audit"] = await AllAsync(program.Api, "/api/v1/audit?limit=1000&until=" + before);
        answers["events"] = await AllAsync(program.Api, "/api/v1/events?limit=1000&hidden=true");
        foreach (var path in (string[])["policy", "policy/versions", "policy/versions/1", "policy/lint", "certificates", "decisions/counts?span=month"])
        {
            answers[path] = (await program.Api.GetAsync("/api/v1/" + path)).Expect(200).Text;
        }

        foreach (var uuid in uuids)
        {
            var profile = await program.Api.GetAsync("/api/v1/profiles/" + uuid);
            answers["profile " + uuid] = profile.Status == 404 ? "none" : profile.Expect(200).Text;
            if (profile.Status == 200)
            {
                answers["activities " + uuid] = await AllAsync(program.Api, $"/api/v1/profiles/{uuid}/activities?limit=1000");
                answers["export " + uuid] = WithoutTime((await program.Api.GetAsync($"/api/v1/profiles/{uuid}/export")).Expect(200).Text);
            }
        }

        return answers;
    }

    /// <summary>Asserts that the answers are equal, naming the first question whose answer is not.</summary>
    public static void AssertEqual(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, answer => Assert.Equal(answer.Key + ": " + answer.Value, answer.Key + ": " + actual[answer.Key]));
    }

    // Page by page: where the pages end may differ.
    private static async Task<string> AllAsync(AdminApi api, string path)
    {
        var items = new List<string>();
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = (await api.GetAsync(next is null ? path : $"{path}&cursor={Uri.EscapeDataString(next)}")).Expect(200).Json;
            items.AddRange(answer.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            next = answer.TryGetProperty("next", out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
            if (next is null)
            {
                break;
            }
        }

        return string.Join('\n', items);
    }

    private static string WithoutTime(string export)
    {
        var file = JsonNode.Parse(export)!.AsObject();
        Assert.True(file.Remove("exportedAt"));
        return file.ToJsonString();
    }
}
