using System.Net;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Api;

public class CertificateApiTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public async Task Put_FirstKey_IsInForceWhenItAnswers()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("certificate", Body(SigningKey.Shared.PublicPem));
        var certificate = await answer.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(SigningKey.Shared.Sha256, certificate.GetProperty("sha256").GetString());
        Assert.Equal("current", certificate.GetProperty("state").GetString());
        Assert.Equal(2048, certificate.GetProperty("keySize").GetInt32());
        Assert.Equal(2, certificate.GetProperty("version").GetInt32());
        Assert.NotNull(program.Services.GetRequiredService<PolicyMonitor>().Current.Key);
    }

    [Fact]
    public async Task Put_AnotherKey_NeedsOverwriteAndKeepsTheHistory()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var first = await api.PutAsync("certificate", Body(SigningKey.Shared.PublicPem));

        using var refused = await api.PutAsync("certificate", Body(SigningKey.Other.PublicPem));
        using var same = await api.PutAsync("certificate", Body(SigningKey.Shared.PublicPem));
        using var overwritten = await api.PutAsync("certificate", Body(SigningKey.Other.PublicPem, overwrite: true));
        using var back = await api.PutAsync("certificate", Body(SigningKey.Shared.PublicPem, overwrite: true));
        var items = await api.ReadAllAsync("certificates?limit=1");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("certificate_exists", await refused.CodeAsync());
        Assert.Equal(2, (await same.JsonAsync()).GetProperty("version").GetInt32());
        Assert.Equal(3, (await overwritten.JsonAsync()).GetProperty("version").GetInt32());
        Assert.Equal(4, (await back.JsonAsync()).GetProperty("version").GetInt32());
        Assert.Equal(
            [("current", SigningKey.Shared.Sha256), ("overwritten", SigningKey.Other.Sha256), ("overwritten", SigningKey.Shared.Sha256)],
            items.Select(item => (item.GetProperty("state").GetString(), item.GetProperty("sha256").GetString())));
        Assert.Equal(3, items.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Put_PrivateKey_IsRefusedAndNeitherEchoedNorLogged()
    {
        var program = shared.Program;
        using var api = program.NewApiClient();
        var secret = SigningKey.Shared.PrivatePem.Split('\n')[3];

        using var answer = await api.PutAsync("certificate", Body(SigningKey.Shared.PrivatePem));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("invalid_certificate", await answer.CodeAsync());
        Assert.Equal(["pem private_key"], await answer.ErrorsAsync());
        Assert.Contains("new pair", text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, program.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_EachInputOfTheTable_IsWhatTheTableSays()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var keys = new OpensslKeys();
        var differences = new List<string>();
        foreach (var input in KeyInput.All(keys))
        {
            using var answer = await api.PutAsync("certificate", Body(input.Text, overwrite: true));
            var found = answer.StatusCode == HttpStatusCode.UnprocessableEntity ? string.Join(' ', await answer.ErrorsAsync())
                : answer.StatusCode == HttpStatusCode.OK && (await answer.JsonAsync()).GetProperty("sha256").GetString() == keys.Sha256 ? KeyInput.Public
                : answer.StatusCode.ToString();
            if (found != (input.Code == KeyInput.Public ? input.Code : "pem " + input.Code))
            {
                differences.Add($"{input}: {found}");
            }
        }

        Assert.Empty(differences);
    }

    [Theory]
    [InlineData(true, 422, "invalid_certificate")]
    [InlineData(false, 400, "malformed_json")]
    public async Task Put_LineBreaksThatBreakTheJson_APrivateKeyIsKnownAllTheSame(bool isPrivate, int status, string code)
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("certificate", "{\"pem\":\"" + (isPrivate ? SigningKey.Shared.PrivatePem : SigningKey.Shared.PublicPem) + "\"}");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await answer.CodeAsync());
        if (isPrivate)
        {
            Assert.Equal(["pem private_key"], await answer.ErrorsAsync());
        }

        Assert.DoesNotContain(SigningKey.Shared.PrivatePem.Split('\n')[3], program.Log.Text, StringComparison.Ordinal);
    }

    /// <summary>Bodies with a private key where it does not belong.</summary>
    public static TheoryData<string, string> PrivateBodies
    {
        get
        {
            var (secret, pem) = (SigningKey.Shared.PrivatePem, SigningKey.Shared.PublicPem);
            return new()
            {
                { "application/json", JsonSerializer.Serialize(new { pem, overwrite = true, privateKey = secret }) },
                { "application/json", JsonSerializer.Serialize(new { certificate = new { pem = secret } }) },
                { "application/json", JsonSerializer.Serialize(new { pem = secret.Split('\n') }) },
                { "application/json", JsonSerializer.Serialize(new { type = "service_account", private_key = secret }) },
                { "application/json", """{"kty":"RSA","n":"AQAB","e":"AQAB","d":"AQAB"}""" },
                { "text/plain", secret },
                { "application/x-pem-file", secret },
                { "application/x-www-form-urlencoded", "pem=" + Uri.EscapeDataString(secret) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(PrivateBodies))]
    public async Task Put_PrivateKeyAnywhereInTheBody_IsKnownAndNothingIsDefined(string type, string body)
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await api.PutAsync("certificate", content);

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Equal(["pem private_key"], await answer.ErrorsAsync());
        Assert.Contains("\"items\":[]", await api.GetStringAsync("certificates"), StringComparison.Ordinal);
        Assert.DoesNotContain(SigningKey.Shared.PrivatePem.Split('\n')[3], program.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_EachWeakModulus_IsRefusedByItsName()
    {
        using var api = shared.Program.NewApiClient();
        using var keys = new OpensslKeys();

        foreach (var weak in WeakKey.All(keys))
        {
            using var answer = await api.PutAsync("certificate", Body(weak.Pem, overwrite: true));

            Assert.Equal($"{weak.Kind}: pem {weak.Code}", $"{weak.Kind}: {string.Join(' ', await answer.ErrorsAsync())}");
        }
    }

    [Theory]
    [InlineData("{}", 422, "invalid_certificate")]
    [InlineData("""{"pem":7,"overwrite":"yes"}""", 422, "invalid_certificate")]
    [InlineData("""{"pem":"hello"}""", 422, "invalid_certificate")]
    [InlineData("""{"pem":"a","pem":"b"}""", 400, "malformed_json")]
    [InlineData("null", 400, "malformed_json")]
    public async Task Put_WhatIsWrong_IsRefusedWithItsCode(string body, int status, string code)
    {
        var program = shared.Program;
        using var api = program.NewApiClient();

        using var answer = await api.PutAsync("certificate", body);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await answer.CodeAsync());
    }

    [Fact]
    public async Task Put_OldIfMatch_IsAVersionConflict()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var api = program.NewApiClient();

        using var old = await api.PutAsync("certificate", Body(SigningKey.Shared.PublicPem), "\"0\"");
        using var present = await api.PutAsync("certificate", Body(SigningKey.Shared.PublicPem), "\"1\"");

        Assert.Equal("version_conflict", await old.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, present.StatusCode);
    }

    private static string Body(string pem, bool overwrite = false) => JsonSerializer.Serialize(overwrite ? (object)new { pem, overwrite } : new { pem });
}
