using System.Net;
using EventAuth.Admin.Access;
using EventAuth.Admin.Tests.Audit;

namespace EventAuth.Admin.Tests.Api;

/// <summary>A change that breaks a guarantee is refused with the proof, unless an administrator overrides it.</summary>
public sealed class GuaranteeApiTests : OwnProgram
{
    private const string Override = "policy?override=guarantees";
    private const string Lists = """ "lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]} """;

    private const string Guarded = $$"""
        {{{Lists}},"guarantees":[
            {"id":"paid","events":"transaction.*","customer":"anonymous","expect":"rejected"},
            {"id":"safe","events":"*","customer":"known","expect":"no_data_change"}]}
        """;

    private const string Breaking = """{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":["transaction.begin"],"updateWithJwt":["form.submit"]},"comment":"they must"}""";
    private const string BreakingSilently = """{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":["transaction.begin"],"updateWithJwt":["form.submit"]},"comment":" "}""";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync(Guarded, 1);
    }

    [Fact]
    public async Task Put_DraftThatBreaksThem_IsRefusedWithAnEventForEach()
    {
        using var answer = await Api.PutAsync("policy", Breaking, "\"2\"");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("guarantee_broken", await answer.CodeAsync());
        Assert.Equal(
            """[{"id":"paid","counterexample":{"action":"transaction.begin","customer":"anonymous","outcome":"accepted","code":"listed_update_without_jwt"}},{"id":"safe","counterexample":{"action":"transaction.begin","customer":"known","outcome":"accepted","code":"listed_update_without_jwt"}}]""",
            (await answer.JsonAsync()).GetProperty("guarantees").GetRawText());
        Assert.Equal(2, (await Api.ReadAsync("policy")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Put_BrokenOnlyForNamesThatNobodySent_ShowsOneOfThem()
    {
        using var answer = await Api.PutAsync(
            "policy", """{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":["form.submit","transaction."]}}""", "\"2\"");

        var broken = Assert.Single((await answer.JsonAsync()).GetProperty("guarantees").EnumerateArray());
        var example = broken.GetProperty("counterexample");
        Assert.Equal("paid", broken.GetProperty("id").GetString());
        Assert.Matches("^transaction[.].{1,20}$", example.GetProperty("action").GetString());
        Assert.Equal(
            ("anonymous", "accepted", "anonymous_list_empty"),
            (example.GetProperty("customer").GetString(), example.GetProperty("outcome").GetString(), example.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Put_GuaranteeThatDoesNotHold_IsRefused()
    {
        using var answer = await Api.PutAsync(
            "policy", $$$"""{{{{Lists}}},"guarantees":[{"id":"open","events":"page.visit","customer":"any","expect":"data_change"}]}""", "\"2\"");

        Assert.Equal("guarantee_broken", await answer.CodeAsync());
    }

    [Fact]
    public async Task Put_OtherMembersThatBreakThem_IsRefused()
    {
        using var answer = await Api.PutAsync("policy", $$"""{{{Lists}},"mode":"monitor"}""", "\"2\"");

        Assert.Equal("guarantee_broken", await answer.CodeAsync());
    }

    [Fact]
    public async Task Restore_VersionWithoutThem_IsNotHeldToThem()
    {
        using var answer = await Api.PostJsonAsync("policy/versions/1/restore", null, "\"2\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, (await answer.JsonAsync()).GetProperty("guarantees").GetArrayLength());
    }

    [Fact]
    public async Task Override_ByAnAdministratorWithAComment_PassesAndIsAudited()
    {
        using var answer = await Api.PutAsync(Override, Breaking, "\"2\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, (await answer.JsonAsync()).GetProperty("guarantees").GetArrayLength());
        var entry = (await Program.AuditAsync("&action=policy.lists.changed"))[^1];
        Assert.Equal("""["paid","safe"]""", entry.GetProperty("after").GetProperty("overriddenGuarantees").GetRawText());
        Assert.Equal("they must", entry.GetProperty("after").GetProperty("comment").GetString());
    }

    [Fact]
    public async Task Override_WithoutAComment_IsRefused()
    {
        using var answer = await Api.PutAsync(Override, BreakingSilently, "\"2\"");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["comment required"], await answer.ErrorsAsync());
    }

    [Fact]
    public async Task Override_ByAnEditor_IsForbidden()
    {
        using var editor = Program.NewApiClient(await Program.AddKeyAsync(Roles.Editor));

        using var refused = await editor.PutAsync(Override, Breaking, "\"2\"");
        using var plain = await editor.PutAsync("policy", Breaking, "\"2\"");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("forbidden", await refused.CodeAsync());
        Assert.Equal("guarantee_broken", await plain.CodeAsync());
        Assert.Equal(2, (await Api.ReadAsync("policy")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Override_AnotherWord_IsAnInvalidRequest()
    {
        using var answer = await Api.PutAsync("policy?override=everything", Breaking, "\"2\"");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.CodeAsync());
    }
}
