using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Policies;

public sealed class PolicyApiTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private static readonly PolicyLists s_lists = new() { UpdateWithoutJwt = ["client.login"] };

    [Fact]
    public async Task PutPolicy_WithoutIfMatch_IsAskedForIt() =>
        (await running.Api.PutPolicyAsync(new { lists = s_lists }, null)).ExpectProblem(428, "if_match_required");

    [Fact]
    public async Task PutPolicy_WithAnOldVersion_IsAConflictAndNothingChanges()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var old = (await running.Api.GetAsync("/api/v1/policy")).Header("ETag");
        var version = await running.Api.SetListsAsync(s_lists);

        (await running.Api.PutPolicyAsync(new { lists = new PolicyLists { AnonymousWithoutJwt = ["page.visit"] } }, old)).ExpectProblem(412, "version_conflict");

        var now = (await running.Api.GetAsync("/api/v1/policy")).Expect(200);
        Assert.Equal(version, now.Json.GetProperty("version").GetInt32());
        Assert.Equal($"\"{version}\"", now.Header("ETag"));
        Assert.Equal(s_lists.UpdateWithoutJwt, PolicyLists.Read(now.Json).UpdateWithoutJwt);
    }

    [Fact]
    public async Task PutPolicy_Unchanged_MakesNoNewVersion()
    {
        var version = await running.Api.SetListsAsync(s_lists);
        Assert.Equal(version, await running.Api.SetListsAsync(s_lists));
    }

    [Fact]
    public async Task PutPolicy_EverythingWrong_IsReportedAtOnce()
    {
        var etag = (await running.Api.GetAsync("/api/v1/policy")).Header("ETag");
        var answer = await running.Api.PutPolicyAsync(
            new { lists = new PolicyLists { AnonymousWithoutJwt = ["x"], UpdateWithoutJwt = ["a.b", "a.b"], UpdateWithJwt = ["ok.event", "with blank"] } }, etag);

        answer.ExpectProblem(422, "invalid_policy");
        Assert.Equal(
            ["lists.anonymousWithoutJwt[0]", "lists.updateWithJwt[1]", "lists.updateWithoutJwt[1]"],
            answer.ErrorFields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PutPolicy_Comment_StandsInTheHistory()
    {
        await running.Api.SetListsAsync(new PolicyLists());
        var etag = (await running.Api.GetAsync("/api/v1/policy")).Header("ETag");
        var applied = (await running.Api.PutPolicyAsync(new { lists = s_lists, comment = "Logins may change data" }, etag)).Expect(200);

        var version = applied.Json.GetProperty("version").GetInt32();
        var kept = (await running.Api.GetAsync($"/api/v1/policy/versions/{version}")).Expect(200).Json;
        Assert.Equal("Logins may change data", kept.GetProperty("comment").GetString());
        Assert.Equal(s_lists.UpdateWithoutJwt, PolicyLists.Read(kept).UpdateWithoutJwt);
        var newest = (await running.Api.GetAsync("/api/v1/policy/versions?limit=1")).Expect(200).Json.GetProperty("items")[0];
        Assert.Equal(version, newest.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task PutCertificate_OneInForce_IsOverwrittenOnlyWhenSaid()
    {
        await running.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);

        (await running.Api.PutCertificateAsync(SigningKey.Other.PublicPem)).ExpectProblem(409, "certificate_exists");
        (await running.Api.PutCertificateAsync(SigningKey.Shared.PublicPem)).Expect(200);
        (await running.Api.PutCertificateAsync(SigningKey.Other.PublicPem, overwrite: true)).Expect(200);
        var items = (await running.Api.GetAsync("/api/v1/certificates")).Expect(200).Json.GetProperty("items").EnumerateArray().ToList();
        var current = Assert.Single(items, item => item.GetProperty("state").GetString() == "current");
        Assert.Equal(SigningKey.Other.Sha256, current.GetProperty("sha256").GetString());
        Assert.Equal(2048, current.GetProperty("keySize").GetInt32());

        (await running.Api.PutCertificateAsync(SigningKey.Shared.PublicPem, overwrite: true)).Expect(200);
    }

    [Fact]
    public async Task PutCertificate_PrivateKey_IsRefusedAndNeverLogged()
    {
        var pem = SigningKey.Other.PrivatePem;
        var answer = (await running.Api.PutCertificateAsync(pem, overwrite: true)).ExpectProblem(422, "invalid_certificate");

        Assert.Contains("private", answer.Text, StringComparison.OrdinalIgnoreCase);
        var line = pem.Split('\n')[5];
        Assert.DoesNotContain(line, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(line, running.Program.Output.Text, StringComparison.Ordinal);
        Assert.False(await running.Program.Database.ContainsAsync(line));
    }

    [Theory]
    [InlineData("/api/v1/events?limit=0")]
    [InlineData("/api/v1/events?limit=1001")]
    [InlineData("/api/v1/events?limit=x")]
    [InlineData("/api/v1/events?cursor=nonsense")]
    [InlineData("/api/v1/decisions?outcome=maybe")]
    [InlineData("/api/v1/decisions?since=yesterday")]
    public async Task AdminApi_BadQuery_IsAnInvalidRequest(string path) => (await running.Api.GetAsync(path)).ExpectProblem(400, "invalid_request");

    [Fact]
    public async Task PutPolicy_NotJson_IsRefusedAsADocument()
    {
        var text = await running.Api.SendAsync(HttpMethod.Put, "/api/v1/policy", new StringContent("x"), ("If-Match", "\"1\""));
        text.ExpectProblem(415, "unsupported_media_type");
        var broken = await running.Api.SendAsync(
            HttpMethod.Put, "/api/v1/policy", new StringContent("{", System.Text.Encoding.UTF8, "application/json"), ("If-Match", "\"1\""));
        broken.ExpectProblem(400, "malformed_json");
    }

    [Fact]
    public async Task Decisions_RejectedEvent_CanBeReadWithinASecond()
    {
        await running.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["e2e.rejected"] });
        (await running.Ingest.PostAsync(new { action = "e2e.rejected", client = new { uuid = Guid.NewGuid() } })).ExpectProblem(401, "jwt_required");

        await Until.TrueAsync(
            async () => (await running.Api.GetAsync("/api/v1/decisions?outcome=rejected&action=e2e.rejected&code=jwt_required"))
                .Expect(200).Json.GetProperty("items").GetArrayLength() == 1,
            () => "The rejection is not among the decisions.");
    }
}
