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

    /// <summary><see cref="RSA"/>'s check of a signature over a hash, in microseconds.</summary>
    public static double CheckSignature(Workbench bench)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(bench.Key.PublicPem);
        using var key = bench.Key.Open();
        var hash = SHA256.HashData("a signing input"u8);
        var signature = key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Timing.Microseconds(100, _ =>
        {
            if (!rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            {
                throw new CryptographicException("A good signature was refused.");
            }
        });
    }

    /// <summary>The product's verifier on tokens that it has seen before, in microseconds.</summary>
    public static double FindRemembered(Workbench bench)
    {
        bench.Tokens.Make(Customers, bench.Report.Say);
        var tokens = Enumerable.Range(0, Customers).Select(customer => Encoding.ASCII.GetBytes(bench.Tokens.Of(customer))).ToArray();
        var accepted = (CertificateReading.Accepted)CertificateReader.Read(bench.Key.PublicPem);
        var now = bench.Time.GetUtcNow();
        var key = VerificationKey.Of(new Certificate("benchmark", accepted.Pem, accepted.Sha256, 2048, now, "benchmark"));
        var verifier = new TokenVerifier(new TokenRules());
        return Timing.Microseconds(Customers, turn =>
        {
            if (verifier.Verify(tokens[turn % Customers], key, now).Identity is null)
            {
                throw new CryptographicException("A good token was refused.");
            }
        });
    }
}
