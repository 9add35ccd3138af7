using System.Text;
using System.Text.Json;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using Xunit.Abstractions;

namespace EventAuth.Core.Tests.Tokens.Published;

/// <summary>Other people's vectors. Every case of every file is counted under a name; nothing is silently skipped.</summary>
public sealed class WycheproofTests(ITestOutputHelper output)
{
    [PublishedVectorsFact(VectorFile.Jws)]
    public void JwsCompact_EveryPublishedCase_AgreesWithItsVerdict()
    {
        foreach (var file in VectorFiles.All.Where(file => file.HasSchema(VectorFile.Jws)))
        {
            var tally = new VerdictTally(file.Name);
            foreach (var group in file.Groups)
            {
                var published = PublishedKey.Of(group);
                var key = published.Verification;
                var thirdOpinion = new ThirdOpinion(published.SubjectPublicKeyInfo);
                var comment = group.TryGetProperty("comment", out var named) ? named.GetString() : "unnamed group";
                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    var token = Token(test);
                    var failure = JwsCompact.Read(Encoding.UTF8.GetBytes(token), new byte[token.Length], out var read);
                    var isWellFormed = failure == TokenFailure.None;
                    failure = isWellFormed ? read.Check(key) : failure;
                    tally.Count($"{comment}: {published.Unfit ?? "RS256"}", failure == TokenFailure.None ? "taken" : "refused as " + failure);
                    tally.Compare(test, Expected(test, published.Unfit is null), failure == TokenFailure.None);
                    tally.CompareThird(test, failure == TokenFailure.None, isWellFormed && thirdOpinion.Verifies(token));
                }
            }

            tally.Close(output, file.Announced);
        }
    }

    [PublishedVectorsFact(VectorFile.Signatures)]
    public void VerificationKey_EveryPublishedSignature_AgreesWithItsVerdict()
    {
        foreach (var file in VectorFiles.All.Where(file => file.HasSchema(VectorFile.Signatures)))
        {
            var tally = new VerdictTally(file.Name);
            foreach (var group in file.Groups)
            {
                var info = Convert.FromHexString((group.TryGetProperty("publicKeyDer", out var der) ? der : group.GetProperty("keyDer")).GetString()!);
                var key = VerificationKey.OfSubjectPublicKeyInfo("c1", info);
                var thirdOpinion = new ThirdOpinion(info);
                var hash = group.GetProperty("sha").GetString()!;
                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    var taken = key.Verifies(Bytes(test, "msg"), Bytes(test, "sig"));
                    tally.Count($"{key.SignatureLength * 8} bits, {hash}{(hash == "SHA-256" ? "" : ", which RS256 is not")}", taken ? "taken" : "refused");
                    tally.Compare(test, Expected(test, hash == "SHA-256"), taken);
                    tally.CompareThird(test, taken, thirdOpinion.Verifies(Bytes(test, "msg"), Bytes(test, "sig")));
                }
            }

            tally.Close(output, file.Announced);
        }
    }

    [Fact]
    public void VectorFiles_OfAnotherSchema_AreNamed()
    {
        foreach (var file in VectorFiles.All.Where(file => !file.HasSchema(VectorFile.Jws) && !file.HasSchema(VectorFile.Signatures)))
        {
            output.WriteLine($"{file.Name}: not read, its schema \"{file.Schema}\" is about something else");
        }

        Assert.All(VectorFiles.All, file => Assert.NotEmpty(file.Groups));
    }

    // "acceptable" leaves the verdict to the reader, except for one flag: a missing NULL in the digest's algorithm, which a verifier that
    // compares encodings (RFC 8017, section 8.2.2) refuses.
    private static bool? Expected(JsonElement test, bool canBeTaken) => test.GetProperty("result").GetString() switch
    {
        _ when !canBeTaken => false,
        "valid" => true,
        "acceptable" when !VerdictTally.IsWithoutNull(test) => null,
        _ => false,
    };

    private static string Token(JsonElement test)
    {
        var jws = test.GetProperty("jws");
        return jws.ValueKind == JsonValueKind.String ? jws.GetString()! : jws.GetRawText();
    }

    private static byte[] Bytes(JsonElement test, string member) => Convert.FromHexString(test.GetProperty(member).GetString()!);
}
