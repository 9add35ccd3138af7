using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using Xunit.Abstractions;

namespace EventAuth.Core.Tests.Tokens;

public sealed class WycheproofTests(ITestOutputHelper output)
{
    private const string SignatureFile = "wycheproof_rsa_signature_2048_sha256_test.json";
    private const string JwsFile = "wycheproof_json_web_signature_test.json";

    [PublishedVectorsFact(SignatureFile)]
    public void VerificationKey_EveryPublishedSignature_AgreesWithItsVerdict()
    {
        using var vectors = Read(SignatureFile);
        var disagreeing = new List<int>();
        var count = 0;
        foreach (var group in vectors.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            var key = VerificationKey.OfSubjectPublicKeyInfo("c1", Convert.FromHexString(group.GetProperty("publicKeyDer").GetString()!));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                count++;
                var message = Convert.FromHexString(test.GetProperty("msg").GetString()!);
                var signature = Convert.FromHexString(test.GetProperty("sig").GetString()!);

                // "acceptable" is a missing NULL in the digest's algorithm, which RFC 8017 does not allow a verifier that compares encodings.
                if (key.Verifies(message, signature) != (test.GetProperty("result").GetString() == "valid"))
                {
                    disagreeing.Add(test.GetProperty("tcId").GetInt32());
                }
            }
        }

        output.WriteLine($"{count} signatures");
        Assert.Empty(disagreeing);
        Assert.Equal(259, count);
    }

    [PublishedVectorsFact(JwsFile)]
    public void JwsCompact_EveryPublishedRs256Case_AgreesWithItsVerdict()
    {
        using var vectors = Read(JwsFile);
        var disagreeing = new List<string>();
        var count = 0;
        var valid = 0;
        foreach (var (key, test) in Cases(vectors, jwk => jwk.TryGetProperty("alg", out var algorithm) && algorithm.GetString() == "RS256"))
        {
            count++;
            var expected = test.GetProperty("result").GetString() == "valid";
            valid += expected ? 1 : 0;
            if (IsTaken(test, key) != expected)
            {
                disagreeing.Add(test.GetProperty("tcId").GetInt32() + " " + test.GetProperty("comment").GetString());
            }
        }

        output.WriteLine($"{count} cases with RS256 keys, {valid} of them valid");
        Assert.Empty(disagreeing);
        Assert.True(count > 230);
        Assert.True(valid > 0);
    }

    [PublishedVectorsFact(JwsFile)]
    public void JwsCompact_EveryPublishedCaseOfAnotherAlgorithm_IsRefused()
    {
        using var vectors = Read(JwsFile);
        var key = VerificationKey.Of(Certificates.CertificateOf.Text(SigningKey.Shared.PublicPem));
        var count = 0;
        foreach (var group in vectors.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            if (group.GetProperty("private").TryGetProperty("alg", out var algorithm) && algorithm.GetString() == "RS256")
            {
                continue;
            }

            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                count++;
                Assert.False(IsTaken(test, key), test.GetProperty("comment").GetString());
            }
        }

        output.WriteLine($"{count} cases of other algorithms");
        Assert.True(count > 150);
    }

    private static bool IsTaken(JsonElement test, VerificationKey key)
    {
        var jws = test.GetProperty("jws");
        var token = Encoding.UTF8.GetBytes(jws.ValueKind == JsonValueKind.String ? jws.GetString()! : jws.GetRawText());
        return JwsCompact.Read(token, new byte[token.Length], out var read) == TokenFailure.None && read.Check(key) == TokenFailure.None;
    }

    private static IEnumerable<(VerificationKey Key, JsonElement Test)> Cases(JsonDocument vectors, Func<JsonElement, bool> wanted) =>
        from JsonElement @group in vectors.RootElement.GetProperty("testGroups").EnumerateArray()
        where @group.TryGetProperty("public", out var jwk) && wanted(jwk)
        let key = KeyOf(@group.GetProperty("public"))
        from JsonElement test in @group.GetProperty("tests").EnumerateArray()
        select (key, test);

    private static VerificationKey KeyOf(JsonElement jwk)
    {
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(jwk.GetProperty("n").GetString()),
            Exponent = Base64Url.DecodeFromChars(jwk.GetProperty("e").GetString()),
        });
        return VerificationKey.OfSubjectPublicKeyInfo("c1", rsa.ExportSubjectPublicKeyInfo());
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(ContractFiles.Shared("vectors", file)!));
}
