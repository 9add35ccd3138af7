using System.Collections.Concurrent;
using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using Xunit.Abstractions;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>Two implementations that know nothing of each other judge the same tokens; where they differ, a rule must say why.</summary>
public sealed class DifferenceTests(ITestOutputHelper output)
{
    private const string Agreement = "both take";

    private const int Tokens = 110_000;

    [Fact]
    public async Task Verify_GeneratedTokens_DiffersFromAnotherImplementationByNamedRulesOnly()
    {
        SigningKey[] keys = [SigningKey.Shared, SigningKey.Other, SigningKey.Create(3072)];
        var good = keys.Select(key => (IReadOnlyList<string>)[.. Enumerable.Range(0, 40).Select(serial => GoodToken(key, serial))]).ToArray();
        var ours = keys.Select(key => VerificationKey.Of(Certificates.CertificateOf.Text(key.PublicPem))).ToArray();
        var theirs = keys.Select(key => new OtherImplementation(key)).ToArray();
        var verifier = new TokenVerifier(new TokenRules());
        var counts = new ConcurrentDictionary<string, int>();
        var unexplained = new ConcurrentBag<string>();

        await Parallel.ForAsync(0, Tokens, async (number, _) =>
        {
            var token = GeneratedToken.Make(number, keys, good);
            var failure = verifier.Verify(Encoding.UTF8.GetBytes(token.Text), ours[token.Key], TokenCase.Now).Failure;
            var taken = await theirs[token.Key].TakesAsync(token.Text);
            var difference = new Difference(token.Text, failure, taken);
            var name = !difference.Exists ? (taken ? Agreement : "both refuse") : DifferenceRules.Find(difference);
            if (name is null)
            {
                unexplained.Add($"token {number}: ours {failure}, theirs {(taken ? "takes" : "refuses")}: {difference}");
            }

            counts.AddOrUpdate(name ?? "without a rule", 1, (_, count) => count + 1);
        });

        output.WriteLine($"{Tokens} tokens");
        foreach (var (name, count) in counts.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine($"{count,8} {name}");
        }

        Assert.True(unexplained.IsEmpty, $"{unexplained.Count} differences without a rule:\n" + string.Join('\n', unexplained.Take(40)));
        Assert.True(counts[Agreement] > 1_000);
        Assert.All(DifferenceRules.All, rule => Assert.True(counts.ContainsKey(rule.ToString()), $"No token met the rule \"{rule}\"."));
    }

    private static string GoodToken(SigningKey key, int serial) =>
        key.SignCompact(
            serial % 2 == 0 ? TokenCase.Header : """{"alg":"RS256"}""",
            $$"""{"exp":{{TokenCase.NowSeconds + 300}},"customId":"c-{{serial}}","name":"{{new string('x', serial % 3)}}"}""");
}
