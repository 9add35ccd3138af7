using System.Net;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Api;

/// <summary>What a policy has beside its lists: mode, other events, guarantees.</summary>
public class PolicyMembersApiTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private const string Lists = """
        "lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]}
        """;

    private const string Whole = $$"""
        {{{Lists}},"mode":"monitor","otherEvents":"require_jwt","guarantees":[
            {"id":"forms","events":"form.*","customer":"any","expect":"no_data_change","note":"why"},
            {"id":"visits","events":"page.visit","customer":"known","expect":"accepted"}]}
        """;

    [Fact]
    public async Task Get_NewInstallation_EnforcesAcceptsOthersAndGuaranteesNothing()
    {
        using var api = shared.Program.NewApiClient();

        var policy = await api.ReadAsync("policy");

        Assert.Equal(("enforce", "accept", "[]"), MembersOf(policy));
        Assert.False(policy.TryGetProperty("pending", out _));
    }

    [Fact]
    public async Task Put_WholePolicy_IsInTheAnswerInGetAndInItsVersion()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("policy", Whole, "\"1\"");
        answer.EnsureSuccessStatusCode();

        var versions = await api.ReadAllAsync("policy/versions?limit=10");
        Assert.All(
            [await answer.JsonAsync(), await api.ReadAsync("policy"), await api.ReadAsync("policy/versions/2"), versions[0]],
            policy => Assert.Equal(
                (
                    "monitor",
                    "require_jwt",
                    """[{"id":"forms","events":"form.*","customer":"any","expect":"no_data_change","note":"why"},{"id":"visits","events":"page.visit","customer":"known","expect":"accepted"}]"""),
                MembersOf(policy)));
        Assert.Equal(("enforce", "accept", "[]"), MembersOf(versions[1]));
        Assert.Equal(
            (PolicyMode.Monitor, OtherEvents.RequireJwt),
            (program.Services.GetRequiredService<PolicyMonitor>().Current.Basis.Mode, program.Services.GetRequiredService<PolicyMonitor>().Current.Basis.OtherEvents));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","mode":null,"otherEvents":null,"guarantees":null""")]
    public async Task Put_WithoutAMember_LeavesIt(string rest)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var whole = await api.PutAsync("policy", Whole, "\"1\"");
        whole.EnsureSuccessStatusCode();

        using var answer = await api.PutAsync(
            "policy", $$$"""{"lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]}{{{rest}}}}""", "\"2\"");
        answer.EnsureSuccessStatusCode();

        var after = await answer.JsonAsync();
        Assert.Equal(3, after.GetProperty("version").GetInt32());
        Assert.Equal(MembersOf(await whole.JsonAsync()), MembersOf(after));
    }

    [Theory]
    [InlineData("""{"mode":"monitor"}""", "monitor accept 0")]
    [InlineData("""{"otherEvents":"reject"}""", "enforce reject 0")]
    [InlineData("""{"guarantees":[{"id":"g","events":"*","customer":"anonymous","expect":"accepted"}]}""", "enforce accept 1")]
    public async Task Put_OneMember_ChangesItAlone(string member, string expected)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync(
            "policy", """{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":[]},""" + member[1..], "\"1\"");
        answer.EnsureSuccessStatusCode();

        var (mode, others, _) = MembersOf(await api.ReadAsync("policy"));
        Assert.Equal(expected, $"{mode} {others} {(await api.ReadAsync("policy")).GetProperty("guarantees").GetArrayLength()}");
    }

    [Fact]
    public async Task Put_EmptyGuarantees_RemovesThem()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var whole = await api.PutAsync("policy", Whole, "\"1\"");

        using var answer = await api.PutAsync("policy", $$$"""{{{{Lists}}},"guarantees":[]}""", "\"2\"");

        Assert.Equal(("monitor", "require_jwt", "[]"), MembersOf(await answer.JsonAsync()));
    }

    [Theory]
    [InlineData(""" "mode":"watch" """, "mode invalid_value")]
    [InlineData(""" "mode":"Monitor" """, "mode invalid_value")]
    [InlineData(""" "mode":1 """, "mode invalid_value")]
    [InlineData(""" "mode":"1" """, "mode invalid_value")]
    [InlineData(""" "otherEvents":"requireJwt" """, "otherEvents invalid_value")]
    [InlineData(""" "otherEvents":{} """, "otherEvents invalid_value")]
    [InlineData(""" "guarantees":{} """, "guarantees invalid_type")]
    [InlineData(""" "guarantees":[null] """, "guarantees invalid_type")]
    [InlineData(
        """ "guarantees":[{}] """,
        "guarantees[0].customer invalid_value", "guarantees[0].events invalid_pattern", "guarantees[0].expect invalid_value", "guarantees[0].id invalid_id")]
    [InlineData(
        """ "guarantees":[{"id":"g","events":"a.b","customer":"any","expect":"accepted"},{"id":"g","events":"ä*","customer":"nobody","expect":"open","note":7}] """,
        "guarantees[1].customer invalid_value", "guarantees[1].events invalid_pattern", "guarantees[1].expect invalid_value", "guarantees[1].id duplicate", "guarantees[1].note invalid_type")]
    [InlineData(""" "guarantees":[{"id":"a b","events":"a.b","customer":"any","expect":"accepted"}] """, "guarantees[0].id invalid_id")]
    [InlineData(""" "guard":5 """, "guard invalid_type")]
    [InlineData(""" "guard":{} """, "guard.maxRejectedPercent invalid_value", "guard.minutes invalid_value")]
    [InlineData(""" "guard":{"minutes":1.5,"maxRejectedPercent":100.1} """, "guard.maxRejectedPercent invalid_value", "guard.minutes invalid_value")]
    [InlineData(""" "guard":{"minutes":1e300,"maxRejectedPercent":-1} """, "guard.maxRejectedPercent invalid_value", "guard.minutes invalid_value")]
    [InlineData(""" "confirm":{"minutes":1441} """, "confirm.minutes invalid_value")]
    [InlineData(""" "confirm":{"minutes":"10"} """, "confirm.minutes invalid_value")]
    [InlineData(""" "guard":{"minutes":1,"maxRejectedPercent":1},"confirm":{"minutes":1} """, "confirm contradiction")]
    [InlineData(
        """ "mode":"x","otherEvents":"x","guarantees":[{"id":"g","events":"*","customer":"x","expect":"accepted"}],"confirm":{"minutes":0},"comment":7 """,
        "comment invalid_type", "confirm.minutes invalid_value", "guarantees[0].customer invalid_value", "mode invalid_value", "otherEvents invalid_value")]
    public async Task Put_InvalidMember_IsNamedWithEverythingElse(string member, params string[] errors)
    {
        using var api = shared.Program.NewApiClient();

        using var answer = await api.PutAsync("policy", $$"""{"lists":{"anonymousWithoutJwt":["x"],"updateWithoutJwt":[]},{{member}}}""", "\"1\"");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("invalid_policy", await answer.CodeAsync());
        Assert.Equal(
            errors.Concat(["lists.anonymousWithoutJwt[0] invalid_action", "lists.updateWithJwt required"]).Order(StringComparer.Ordinal),
            (await answer.ErrorsAsync()).Order(StringComparer.Ordinal));
        Assert.All((await answer.JsonAsync()).GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.GetProperty("message").GetString()!));
        Assert.Equal(1, (await api.ReadAsync("policy")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Put_MoreGuaranteesThanAPolicyHas_IsRefused()
    {
        using var api = shared.Program.NewApiClient();
        var guarantees = Enumerable.Range(0, Guarantee.MaxCount + 1)
            .Select(number => new GuaranteeDraft($"g{number}", "*", "any", "accepted", null));

        using var answer = await api.PutAsync(
            "policy", $$$"""{{{{Lists}}},"guarantees":{{{JsonSerializer.Serialize(guarantees, JsonSerializerOptions.Web)}}}}""", "\"1\"");

        Assert.Equal(["guarantees too_many"], await answer.ErrorsAsync());
    }

    private static (string? Mode, string? OtherEvents, string Guarantees) MembersOf(JsonElement policy) => (
        policy.GetProperty("mode").GetString(), policy.GetProperty("otherEvents").GetString(), policy.GetProperty("guarantees").GetRawText());
}
