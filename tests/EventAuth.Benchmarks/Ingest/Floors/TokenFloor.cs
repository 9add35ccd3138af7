using System.Security.Cryptography;
using System.Text;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;

namespace EventAuth.Benchmarks.Ingest.Floors;

/// <summary>What a token costs on one core: its signature check, and finding it in the memory of verified tokens.</summary>
internal static class TokenFloor
{
    private const int Customers = 1_000;

    private static readonly byte[] Input = new byte[128];

    /// <summary>The product's check of a signature, in microseconds.</summary>
    public static double CheckSignature(Workbench bench)
    {
        var key = KeyOf(bench);
        using var signing = bench.Key.Open();
        var signature = signing.SignData(Input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Timing.Microseconds(100, _ => Require(key.Verifies(Input, signature)));
    }

    /// <summary>The product's verifier on tokens that it has seen before, in microseconds.</summary>
    public static double FindRemembered(Workbench bench)
    {
        bench.Tokens.Make(Customers, bench.Report.Say);
        var tokens = Enumerable.Range(0, Customers).Select(customer => Encoding.ASCII.GetBytes(bench.Tokens.Of(customer))).ToArray();
        var now = bench.Time.GetUtcNow();
        var key = KeyOf(bench);
        var verifier = new TokenVerifier(new TokenRules());
        return Timing.Microseconds(Customers, turn => Require(verifier.Verify(tokens[turn % Customers], key, now).Identity is not null));
    }

    private static VerificationKey KeyOf(Workbench bench)
    {
        var accepted = (CertificateReading.Accepted)CertificateReader.Read(bench.Key.PublicPem);
        return VerificationKey.Of(new Certificate("benchmark", accepted.Pem, accepted.Sha256, 2048, bench.Time.GetUtcNow(), "benchmark"));
    }

    private static void Require(bool isTaken)
    {
        if (!isTaken)
        {
            throw new CryptographicException("A good signature was refused.");
        }
    }
}
