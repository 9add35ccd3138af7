using System.Collections.Concurrent;
using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using Xunit.Abstractions;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>
/// Two independent implementations check the same tokens; if they differ, a rule must say why. On signatures there is a third opinion,
/// because both use the framework's RSA.
/// </summary>
public sealed class DifferenceTests(ITestOutputHelper output)
{
    private const string Agreement = "both take";

    private const int Tokens = 110_000;

    /// <summary>BouncyCastle takes twenty times as long, so only one in this many refused signatures, which are most, is checked with it.</summary>
    private const int RefusedPerThirdOpinion = 4;

    [Fact]
    public async Task Verify_GeneratedTokens_DiffersFromAnotherImplementationByNamedRulesOnly()
    {
        SigningKey[] keys = [SigningKey.Shared, SigningKey.Other, SigningKey.Create(3072)];
        var good = keys.Select(key => (IReadOnlyList<string>)[.. Enumerable.Range(0, 40).Select(serial => GoodToken(key, serial))]).ToArray();
        var ours = keys.Select(key => VerificationKey.Of(Certificates.CertificateOf.Text(key.PublicPem))).ToArray();
        var theirs = keys.Select(key => new OtherImplementation(key)).ToArray();
        using var third = new ThreadLocal<ThirdOpinion[]>(() => [.. keys.Select(key => new ThirdOpinion(key.SubjectPublicKeyInfo))]);
        var verifier = new TokenVerifier(new TokenRules());
        var counts = new ConcurrentDictionary<string, int>();
        var unexplained = new ConcurrentBag<string>();
        var thirdOpinions = 0;

        await Parallel.ForAsync(0, Tokens, async (number, _) =>
        {
            var token = GeneratedToken.Make(number, keys, good);
            var verification = verifier.Verify(Encoding.UTF8.GetBytes(token.Text), ours[token.Key], TokenCase.Now);
            var failure = verification.Failure;
            if (verification.CheckedSignature && (failure != TokenFailure.WrongSignature || number % RefusedPerThirdOpinion == 0))
            {
                Interlocked.Increment(ref thirdOpinions);
                if (third.Value![token.Key].Verifies(token.Text) != (failure != TokenFailure.WrongSignature))
                {
                    unexplained.Add($"token {number}: BouncyCastle judges its signature otherwise than we do: {token.Text}");
                }
            }

            var taken = await theirs[token.Key].TakesAsync(token.Text);
            var difference = new Difference(token.Text, failure, taken);
            var name = !difference.Exists ? (taken ? Agreement : "both refuse") : DifferenceRules.Find(difference);
            if (name is null)
            {
                unexplained.Add($"token {number}: ours {failure}, theirs {(taken ? "takes" : "refuses")}: {difference}");
            }

            counts.AddOrUpdate(name ?? "without a rule", 1, (_, count) => count + 1);
        });

        output.WriteLine($"{Tokens} tokens, {thirdOpinions} third opinions on their signatures");
        foreach (var (name, count) in counts.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine($"{count,8} {name}");
        }

        Assert.True(unexplained.IsEmpty, $"{unexplained.Count} differences without a rule:\n" + string.Join('\n', unexplained.Take(40)));
        Assert.True(counts[Agreement] > 1_000);
        Assert.True(thirdOpinions > 5_000);
        Assert.All(DifferenceRules.All, rule => Assert.True(counts.ContainsKey(rule.ToString()), $"No token met the rule \"{rule}\"."));
    }

    private static string GoodToken(SigningKey key, int serial) =>
        key.SignCompact(
            serial % 2 == 0 ? TokenCase.Header : """{"alg":"RS256"}""",
            $$"""{"exp":{{TokenCase.NowSeconds + 300}},"customId":"c-{{serial}}","name":"{{new string('x', serial % 3)}}"}""");
}
