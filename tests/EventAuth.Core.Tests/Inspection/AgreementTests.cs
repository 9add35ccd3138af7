using System.Collections.Concurrent;
using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Conformance;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tests.Certificates;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tests.Tokens.Differences;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Core.Tests.Inspection;

/// <summary>
/// The inspection and the check of requests never differ: nothing is wrong exactly with the tokens that are accepted. Nor does the report
/// against the requirements.
/// </summary>
public sealed class AgreementTests
{
    private const int Generated = 8_000;
    private const int ChangesOfEach = 40;

    private static readonly TokenRules[] AllRules = [new(), new() { Issuer = "c-17", Audience = "c-17" }, new() { SingleUse = true, ClockSkew = TimeSpan.Zero }];

    [Fact]
    public async Task Inspect_GeneratedTokens_FindsSomethingWrongExactlyWhereTheCheckRefuses()
    {
        SigningKey[] signers = [SigningKey.Shared, SigningKey.Other, SigningKey.Create(3072)];
        var good = signers.Select(signer => (IReadOnlyList<string>)[.. Enumerable.Range(0, 40).Select(serial => signer.SignCompact(TokenCase.Header, $$"""{"exp":{{TokenCase.NowSeconds + 300}},"customId":"c-{{serial}}"}"""))]).ToArray();
        var certificates = signers.Select((signer, index) => CertificateOf.Text(signer.PublicPem) with { Id = "c" + index }).ToArray();

        var taken = await CompareAsync(Generated, number =>
        {
            // Sometimes a valid one among them, which the generator alone would rarely produce.
            var token = GeneratedToken.Make(number, signers, good);
            return (number % 10 == 0 ? good[token.Key][number % 39] : token.Text, token.Key);
        }, certificates);

        Assert.InRange(taken, 800, Generated / 2);
    }

    [Fact]
    public async Task Inspect_ChangedBrokenTokens_FindsSomethingWrongExactlyWhereTheCheckRefuses()
    {
        var texts = BrokenToken.All.Select(token => token.Make(InspectionCase.Mint)).ToList();

        await CompareAsync(texts.Count * ChangesOfEach, number =>
        {
            var choices = new Choices(number);
            var text = texts[number % texts.Count];
            for (var changes = number / texts.Count % 3; changes > 0; changes--)
            {
                text = CompactMutations.Text(text, choices);
            }

            return (text, 0);
        }, [InspectionCase.InForce, InspectionCase.Former]);
    }

    private static async Task<int> CompareAsync(int count, Func<int, (string Text, int Key)> make, Certificate[] certificates)
    {
        var verificationKeys = certificates.Select(VerificationKey.Of).ToArray();
        var failures = new ConcurrentBag<string>();
        var taken = 0;
        await Parallel.ForAsync(0, count, (number, _) =>
        {
            var (text, key) = make(number);
            var rules = AllRules[number % 7 == 0 ? number / 7 % AllRules.Length : 0];
            using var keys = new KnownKeys(verificationKeys[key], certificates);
            var inspector = new TokenInspector(rules, new EndedTokens(new ManualClock(TokenCase.Now)));
            var inspection = inspector.Inspect(text, null, keys, TokenCase.Now);
            var failure = inspection.Failure == TokenFailure.NotABearer
                ? TokenFailure.NotABearer
                : new TokenVerifier(rules).VerifyUncached(Encoding.UTF8.GetBytes(AsSent(text)), verificationKeys[key], TokenCase.Now).Failure;
            if (failure == TokenFailure.NotABearer && text.Trim().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            {
                failures.Add($"{number}: the scheme was not seen: {text}");
            }

            var isWrong = inspection.Findings.Any(finding => finding.Severity == TokenFindingSeverity.Wrong);
            if (isWrong != (failure != TokenFailure.None) || inspection.Failure != failure || inspection.IsValid == isWrong || inspection.Find(TokenFindingCode.Unexplained) is not null)
            {
                failures.Add($"{number}: {failure}, but {string.Join(", ", inspection.Codes(TokenFindingSeverity.Wrong))}: {text}");
            }

            var report = ConformanceReport.Of(inspection, rules, TokenCase.Now);
            if (report.Conforms != (failure == TokenFailure.None) || report.Count(RequirementResult.Failed) > 0 == report.Conforms)
            {
                failures.Add($"{number}: {failure}, but the report says {report.Conforms} with {report.Count(RequirementResult.Failed)} failed: {text}");
            }

            if (failure == TokenFailure.None)
            {
                Interlocked.Increment(ref taken);
            }

            return ValueTask.CompletedTask;
        });
        Assert.True(failures.IsEmpty, $"{failures.Count} differences:\n" + string.Join('\n', failures.Take(20)));
        return taken;
    }

    // What is left of a header after HTTP and the name of the scheme.
    private static string AsSent(string text)
    {
        var value = text.Trim();
        value = value.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase) ? value["Authorization:".Length..].TrimStart() : value;
        return value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value["Bearer ".Length..].TrimStart(' ') : value;
    }
}
