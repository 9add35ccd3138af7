using System.Net.Http.Headers;
using System.Text.Json;
using EventAuth.Admin.Tests.Api;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Ingest;

/// <summary>The answer names what real senders get wrong, and what to send instead, so that one more try is enough. The inputs are a table.</summary>
public sealed class EventInputTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    public static TheoryData<int, string> Inputs { get; } = MakeInputs();

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Send_InputOfTheTable_IsTakenOrSaysHowToPutItRight(int place, string kind)
    {
        var input = EventInput.All[place];
        Assert.Equal(kind, input.Kind);
        using var site = new HttpClient();

        using var answer = await input.SendAsync(site, shared.Program.Ingest);

        Assert.Equal(input.Status, (int)answer.StatusCode);
        Assert.All(input.Has, header => Assert.Equal(header.Value, HeaderOf(answer, header.Key)));
        if (input.Code is null)
        {
            return;
        }

        var problem = await answer.JsonAsync();
        Assert.Equal(input.Code, problem.GetProperty("code").GetString());
        Assert.All(input.Parts, part => Assert.Contains(part, problem.GetProperty("detail").GetString(), StringComparison.Ordinal));
        if (input.Status == 400)
        {
            // The detail is for clients that show nothing else: it says the same as the first of the errors.
            Assert.Contains(problem.GetProperty("errors")[0].GetProperty("message").GetString()!, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Decisions_AfterTheMalformedInputs_HaveTheirCauseAndPlaceAndNothingOfWhatWasSent()
    {
        using var site = new HttpClient();
        using var api = shared.Program.NewApiClient();
        site.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("shop", "1.0"));
        site.DefaultRequestHeaders.TryAddWithoutValidation("Origin", "https://shop.example");
        var malformed = EventInput.All.Where(input => input.Cause is not null).ToList();
        foreach (var input in malformed)
        {
            (await input.SendAsync(site, shared.Program.Ingest)).Dispose();
        }

        Assert.All(await FindAsync(api, malformed.Count), decision =>
        {
            Assert.Equal(("rejected", "malformed_json"), (decision.GetProperty("outcome").GetString(), decision.GetProperty("code").GetString()));
            Assert.Equal(JsonValueKind.Null, decision.GetProperty("action").ValueKind);
            Assert.Equal(("shop/1.0", 1), (decision.GetProperty("sdk").GetString(), decision.GetProperty("count").GetInt32()));
            Assert.False(decision.TryGetProperty("customerHash", out _));
            Assert.Matches("^[A-Za-z0-9]+ at line [0-9]+, column [0-9]+$", decision.GetProperty("cause").GetString());
        });
        var causes = (await FindAsync(api, malformed.Count)).Select(decision => decision.GetProperty("cause").GetString()).Order(StringComparer.Ordinal);
        Assert.Equal(malformed.Select(input => input.Cause).Order(StringComparer.Ordinal), causes);
    }

    // Rejections can be read within a second. Other tests of this class send the same, but do not name a program.
    private static async Task<List<JsonElement>> FindAsync(HttpClient api, int count)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var all = await api.ReadAllAsync("decisions?outcome=rejected&code=malformed_json&limit=500");
            var found = all.Where(decision => decision.TryGetProperty("sdk", out var sdk) && sdk.GetString() == "shop/1.0").ToList();
            if (found.Count >= count)
            {
                return found;
            }

            await ticks.WaitForNextTickAsync();
        }
    }

    private static string? HeaderOf(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    private static TheoryData<int, string> MakeInputs()
    {
        var inputs = new TheoryData<int, string>();
        for (var place = 0; place < EventInput.All.Count; place++)
        {
            inputs.Add(place, EventInput.All[place].Kind);
        }

        return inputs;
    }
}
