using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Api;

public class OpenApiTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public async Task Description_WithoutKey_HasEveryCallOfTheApiAndNothingElse()
    {
        var program = shared.Program;
        var paths = (await DescriptionAsync(program)).GetProperty("paths");
        var mapped = program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => path.StartsWith("/api/", StringComparison.Ordinal))
            .Distinct();

        Assert.Equal(mapped.Order(StringComparer.Ordinal), paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Description_EachCall_TellsItsAnswerItsErrorsAndItsBody()
    {
        var program = shared.Program;
        var operations = (await DescriptionAsync(program)).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();

        Assert.All(operations, operation =>
        {
            Assert.Contains(operation.Name, (string[])["get", "put", "post", "delete"]);
            var responses = operation.Value.GetProperty("responses");
            Assert.True(operation.Name == "delete"
                ? responses.TryGetProperty("204", out _)
                : responses.GetProperty("200").GetProperty("content").TryGetProperty("application/json", out _));
            Assert.True(responses.GetProperty("401").GetProperty("content").TryGetProperty("application/problem+json", out _));
            // Ending tokens and the end of a change on trial are the only changes without a body.
            var summary = operation.Value.GetProperty("summary").GetString()!;
            var hasNoBody = responses.TryGetProperty("404", out _) && !summary.StartsWith("Bring back", StringComparison.Ordinal);
            Assert.Equal(operation.Name is "put" or "post" && !hasNoBody, operation.Value.TryGetProperty("requestBody", out _));
        });
    }

    [Fact]
    public async Task Description_OptionalMembersAndTimes_AreDescribedAsTheyAreWritten()
    {
        var program = shared.Program;
        var decision = (await DescriptionAsync(program)).GetProperty("components").GetProperty("schemas").GetProperty("DecisionAnswer");

        Assert.DoesNotContain("cause", decision.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("string", decision.GetProperty("properties").GetProperty("time").GetProperty("type").GetString());
        Assert.Equal("integer", decision.GetProperty("properties").GetProperty("policyVersion").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Description_Schemas_HaveTheNamesThatProgramsAreMadeFrom() => Assert.Equal(
        "ActionCountAnswer ActivityAnswer AuditAnswer CertificateAnswer CertificateCountAnswer ChangeAnswer "
        + "CodeCountAnswer ConformanceAnswer CounterexampleAnswer CustomerCountAnswer CustomerFile DecisionAnswer DifferenceAnswer EditAnswer EffectAnswer EventAnswer EventNames "
        + "ExplanationAnswer FindingAnswer FixAnswer GuaranteeAnswer IdentifierAnswer JsonElement LintAnswer ListChangeAnswer ListDifferenceAnswer "
        + "ListPageOfActivityAnswer ListPageOfAuditAnswer ListPageOfCertificateAnswer ListPageOfDecisionAnswer "
        + "ListPageOfEventAnswer ListPageOfPolicyAnswer ListsAnswer NowAnswer OutcomeAnswer OverviewAnswer PendingAnswer PeriodAnswer PolicyAnswer "
        + "PreviewAnswer PreviewChangeAnswer PreviewRunAnswer ProblemAnswer ProblemErrorAnswer ProfileAnswer ProvenGuaranteeAnswer RequirementAnswer StepAnswer TokenFindingAnswer TokenInspectionAnswer "
        + "TokensEndedAnswer ValueDifferenceAnswer VerdictAnswer",
        string.Join(' ', (await DescriptionAsync(shared.Program)).GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Select(schema => schema.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public async Task Description_Installation_IsNotShown()
    {
        var program = shared.Program;

        Assert.DoesNotContain(program.Admin.Authority, (await DescriptionAsync(program)).GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> DescriptionAsync(RunningProgram program)
    {
        using var client = new HttpClient { BaseAddress = program.Admin };
        return await client.ReadAsync("/openapi/v1.json");
    }
}
