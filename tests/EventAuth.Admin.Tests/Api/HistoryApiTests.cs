using System.Net;
using System.Text.Json;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Api;

/// <summary>Differences between versions, drafts compared with the version in force, and earlier versions brought back.</summary>
public sealed class HistoryApiTests : OwnProgram
{
    private const string Closed = """{"lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]}}""";

    [Fact]
    public async Task Diff_TwoVersions_HasTheListsAndEachEffect()
    {
        await PutAsync(Closed, 1);

        var diff = await Api.ReadAsync("policy/versions/1/diff/2");

        Assert.Equal((1, 2), (diff.GetProperty("from").GetInt32(), diff.GetProperty("to").GetInt32()));
        Assert.Equal(
            """{"anonymousWithoutJwt":{"added":["page.visit"],"removed":[]},"updateWithoutJwt":{"added":[],"removed":["client.login","form.submit"]},"updateWithJwt":{"added":[],"removed":[]}}""",
            diff.GetProperty("lists").GetRawText());
        Assert.All(["mode", "otherEvents", "certificates", "guarantees"], member => Assert.False(diff.TryGetProperty(member, out _)));
        Assert.Equal(
            [
                "client.login anonymous: accepted listed_update_without_jwt true -> rejected not_allowed_for_anonymous false",
                "client.login known: accepted listed_update_without_jwt true -> accepted known_customer false",
                "others anonymous: accepted anonymous_list_empty false -> rejected not_allowed_for_anonymous false",
            ],
            EffectsOf(diff));
        Assert.Equal((false, true), OpensAndCloses(diff));
    }

    [Fact]
    public async Task Diff_BackAndToItself_OpensWhatWasClosedAndNothing()
    {
        await PutAsync(Closed, 1);

        var back = await Api.ReadAsync("policy/versions/2/diff/1");
        var same = await Api.ReadAsync("policy/versions/2/diff/2");

        Assert.Equal((true, false), OpensAndCloses(back));
        Assert.Equal(["page.visit"], Texts(back.GetProperty("lists").GetProperty("anonymousWithoutJwt").GetProperty("removed")));
        Assert.Contains("others anonymous: rejected not_allowed_for_anonymous false -> accepted anonymous_list_empty false", EffectsOf(back));
        Assert.Empty(EffectsOf(same));
        Assert.Equal((false, false), OpensAndCloses(same));
    }

    [Fact]
    public async Task Diff_ModeOthersAndCertificate_AreNamedWithBothValues()
    {
        using var defined = await Api.PutAsync("certificate", Certificate(SigningKey.Shared));
        await PutAsync("""{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]},"mode":"monitor","otherEvents":"reject"}""", 2);

        var diff = await Api.ReadAsync("policy/versions/1/diff/3");

        Assert.Equal("""{"from":"enforce","to":"monitor"}""", diff.GetProperty("mode").GetRawText());
        Assert.Equal("""{"from":"accept","to":"reject"}""", diff.GetProperty("otherEvents").GetRawText());
        Assert.Equal("""{"from":null,"to":"c2"}""", diff.GetProperty("certificates").GetRawText());
        Assert.Contains("form.submit authenticated: rejected invalid_token false -> accepted listed_with_jwt true", EffectsOf(diff));
        Assert.Contains("form.submit anonymous: rejected jwt_required false -> accepted anonymous_list_empty false", EffectsOf(diff));
        Assert.Contains("others authenticated: rejected invalid_token false -> accepted authenticated false", EffectsOf(diff));
    }

    [Fact]
    public async Task Diff_EventsAlike_AreOneEffectInByteOrder()
    {
        await PutAsync("""{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":["client.login","form.submit"],"updateWithJwt":["form.submit","shop.b","shop.a","Shop.c"]}}""", 1);

        var effects = (await Api.ReadAsync("policy/versions/1/diff/2")).GetProperty("effects").EnumerateArray().ToList();

        Assert.Equal(2, effects.Count);
        Assert.All(effects, effect => Assert.Equal(["Shop.c", "shop.a", "shop.b"], Texts(effect.GetProperty("events"))));
        Assert.All(effects, effect => Assert.False(effect.TryGetProperty("others", out _)));
    }

    [Theory]
    [InlineData("policy/versions/1/diff/2")]
    [InlineData("policy/versions/2/diff/1")]
    [InlineData("policy/versions/0/diff/1")]
    [InlineData("policy/versions/1/diff/-1")]
    [InlineData("policy/versions/1/diff/99999999999")]
    [InlineData("policy/versions/first/diff/1")]
    public async Task Diff_VersionThatNeverWas_IsNotFound(string call)
    {
        using var answer = await Api.GetAsync(call);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", await answer.CodeAsync());
    }

    [Theory]
    [InlineData("{}", false, false, 0)]
    [InlineData("""{"lists":{}}""", false, false, 0)]
    [InlineData("""{"lists":{"anonymousWithoutJwt":[]},"mode":"enforce","otherEvents":"accept"}""", false, false, 0)]
    [InlineData("""{"lists":null,"mode":null,"otherEvents":null}""", false, false, 0)]
    [InlineData("""{"lists":{"anonymousWithoutJwt":["page.visit"]}}""", false, true, 1)]
    [InlineData("""{"lists":{"updateWithJwt":["form.submit","client.login"]}}""", false, true, 2)]
    [InlineData("""{"lists":{"updateWithJwt":[]}}""", true, false, 2)]
    [InlineData("""{"mode":"monitor"}""", true, false, 2)]
    [InlineData("""{"otherEvents":"reject"}""", false, true, 2)]
    [InlineData("""{"otherEvents":"require_jwt","lists":{"updateWithJwt":[]}}""", true, true, 4)]
    public async Task Compare_Draft_SaysWhatItOpensAndCloses(string draft, bool opens, bool closes, int effects)
    {
        using var answer = await Api.PostJsonAsync("policy/compare", draft);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var difference = await answer.JsonAsync();
        Assert.Equal(1, difference.GetProperty("from").GetInt32());
        Assert.Equal((opens, closes), OpensAndCloses(difference));
        Assert.Equal(effects, difference.GetProperty("effects").GetArrayLength());
        Assert.Equal(0, difference.GetProperty("guarantees").GetArrayLength());
        Assert.Equal(1, Program.Services.GetRequiredService<PolicyMonitor>().Current.Version);
    }

    [Fact]
    public async Task Compare_ModeAlone_NamesItAndWhatMonitorAccepts()
    {
        using var answer = await Api.PostJsonAsync("policy/compare", """{"mode":"monitor"}""");

        var difference = await answer.JsonAsync();
        Assert.Equal("""{"from":"enforce","to":"monitor"}""", difference.GetProperty("mode").GetRawText());
        Assert.All(
            difference.GetProperty("effects").EnumerateArray(),
            effect => Assert.Equal("jwt_required", effect.GetProperty("to").GetProperty("monitored").GetString()));
    }

    [Fact]
    public async Task Compare_DraftThatBreaksAGuarantee_ShowsAnEventThatDoes()
    {
        await PutAsync(
            """
            {"lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]},"guarantees":[
                {"id":"paid","events":"transaction.*","customer":"anonymous","expect":"rejected"},
                {"id":"visits","events":"page.visit","customer":"any","expect":"no_data_change"}]}
            """,
            1);

        using var kept = await Api.PostJsonAsync("policy/compare", "{}");
        using var broken = await Api.PostJsonAsync("policy/compare", """{"lists":{"anonymousWithoutJwt":["page.visit","transaction.begin"]}}""");

        Assert.Equal(
            """[{"id":"paid","holds":true},{"id":"visits","holds":true}]""", (await kept.JsonAsync()).GetProperty("guarantees").GetRawText());
        Assert.Equal(
            """[{"id":"paid","holds":false,"counterexample":{"action":"transaction.begin","customer":"anonymous","outcome":"accepted","code":"listed_anonymous"}},{"id":"visits","holds":true}]""",
            (await broken.JsonAsync()).GetProperty("guarantees").GetRawText());
    }

    [Theory]
    [InlineData("""{"lists":[]}""", 422, "lists invalid_type")]
    [InlineData("""{"lists":{"updateWithJwt":["x"],"others":[]},"mode":"x","otherEvents":7}""", 422, "lists.others unknown_list", "lists.updateWithJwt[0] invalid_action", "mode invalid_value", "otherEvents invalid_value")]
    [InlineData("[]", 400)]
    [InlineData("""{"mode":"enforce","mode":"monitor"}""", 400)]
    public async Task Compare_InvalidDraft_IsRefused(string draft, int status, params string[] errors)
    {
        using var answer = await Api.PostJsonAsync("policy/compare", draft);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 422 ? "invalid_policy" : "malformed_json", await answer.CodeAsync());
        Assert.Equal(errors, status == 422 ? (await answer.ErrorsAsync()).Order(StringComparer.Ordinal) : []);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("{}", null)]
    [InlineData("""{"comment":null}""", null)]
    [InlineData("""{"comment":"it was better"}""", "it was better")]
    public async Task Restore_EarlierVersion_BringsAllBackButTheCertificate(string? body, string? comment)
    {
        using var defined = await Api.PutAsync("certificate", Certificate(SigningKey.Shared));
        await PutAsync("""{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":[]},"mode":"monitor","otherEvents":"reject","guarantees":[{"id":"g","events":"a.b","customer":"any","expect":"accepted"}]}""", 2);
        using var overwritten = await Api.PutAsync("certificate", Certificate(SigningKey.Other, overwrite: true));

        using var first = await Api.PostJsonAsync("policy/versions/1/restore", body, "\"4\"");
        var asFirst = await first.JsonAsync();
        using var third = await Api.PostJsonAsync("policy/versions/3/restore", body, "\"5\"");
        var asThird = await third.JsonAsync();

        Assert.Equal((HttpStatusCode.OK, "\"5\""), (first.StatusCode, first.Headers.ETag?.ToString()));
        Assert.Equal(comment, asFirst.GetProperty("comment").GetString());
        Assert.Equal("API key bootstrap", asFirst.GetProperty("appliedBy").GetString());
        Assert.Equal(5, asFirst.GetProperty("version").GetInt32());
        AssertAlike(await Api.ReadAsync("policy/versions/1"), asFirst);
        AssertAlike(await Api.ReadAsync("policy/versions/3"), asThird);
        Assert.All([asFirst, asThird], policy => Assert.Equal("c4", policy.GetProperty("certificateId").GetString()));
        Assert.Equal(6, Program.Services.GetRequiredService<PolicyMonitor>().Current.Version);
    }

    [Fact]
    public async Task Restore_WhatIsInForce_MakesNoNewVersion()
    {
        using var answer = await Api.PostJsonAsync("policy/versions/1/restore", null, "\"1\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, (await answer.JsonAsync()).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("1", null, null, 428, "if_match_required")]
    [InlineData("9", null, null, 428, "if_match_required")]
    [InlineData("1", "2", null, 400, "invalid_request")]
    [InlineData("1", "\"1\"", null, 412, "version_conflict")]
    [InlineData("1", "\"3\"", null, 412, "version_conflict")]
    [InlineData("9", "\"2\"", null, 404, "not_found")]
    [InlineData("0", "*", null, 404, "not_found")]
    [InlineData("first", "*", null, 404, "not_found")]
    [InlineData("1", "\"2\"", "{", 400, "malformed_json")]
    [InlineData("1", "\"2\"", """{"comment":7}""", 422, "invalid_policy")]
    public async Task Restore_WhatIsWrong_IsRefusedWithItsCode(string version, string? ifMatch, string? body, int status, string code)
    {
        await PutAsync(Closed, 1);

        using var answer = await Api.PostJsonAsync($"policy/versions/{version}/restore", body, ifMatch);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await answer.CodeAsync());
        Assert.Equal(2, (await Api.ReadAsync("policy")).GetProperty("version").GetInt32());
    }

    private static string Certificate(SigningKey key, bool overwrite = false) => JsonSerializer.Serialize(new { pem = key.PublicPem, overwrite });

    private static void AssertAlike(JsonElement expected, JsonElement actual) => Assert.All(
        ["lists", "mode", "otherEvents", "guarantees"],
        member => Assert.Equal(expected.GetProperty(member).GetRawText(), actual.GetProperty(member).GetRawText()));

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(each => each.GetString()!)];

    private static (bool Opens, bool Closes) OpensAndCloses(JsonElement difference) =>
        (difference.GetProperty("opens").GetBoolean(), difference.GetProperty("closes").GetBoolean());

    // An effect of listed events once for each of them.
    private static IEnumerable<string> EffectsOf(JsonElement difference) => difference.GetProperty("effects").EnumerateArray()
        .SelectMany(effect => effect.TryGetProperty("events", out var events) ? Texts(events).Select(name => (name, effect)) : [("others", effect)])
        .Select(each => $"{each.Item1} {each.effect.GetProperty("customer").GetString()}: {Text(each.effect.GetProperty("from"))} -> {Text(each.effect.GetProperty("to"))}")
        .Order(StringComparer.Ordinal);

    private static string Text(JsonElement outcome) =>
        $"{outcome.GetProperty("outcome").GetString()} {outcome.GetProperty("code").GetString()} {outcome.GetProperty("mayChangeData").GetRawText()}";
}
