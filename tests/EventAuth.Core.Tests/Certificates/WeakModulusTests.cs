using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Certificates;

/// <summary>Keys that anybody can break are reported by name, and strong ones are not.</summary>
public sealed class WeakModulusTests(OpensslKeys keys) : IClassFixture<OpensslKeys>
{
    private const int Primes = 48;

    [Fact]
    public async Task FindProblem_EachWeakModulus_IsTheOneOfTheTable()
    {
        foreach (var weak in WeakKey.All(keys))
        {
            var problem = await ModulusCheck.FindProblemAsync(AcceptedPem(weak.Pem), CancellationToken.None);

            Assert.Equal($"{weak.Kind}: {weak.Code}", $"{weak.Kind}: {problem?.ToCode()}");
        }
    }

    [Fact]
    public async Task FindProblem_KeysOfOpenssl_AreSound()
    {
        Assert.Null(await ModulusCheck.FindProblemAsync(keys.Stored, CancellationToken.None));
        Assert.Null(await ModulusCheck.FindProblemAsync(AcceptedPem(SigningKey.Create(4096).PublicPem), CancellationToken.None));
    }

    [Fact]
    public void Find_AThousandProductsOfTwoPrimes_AreSound()
    {
        var primes = new List<BigInteger>();
        while (primes.Count < Primes)
        {
            using var rsa = RSA.Create(2048);
            var numbers = rsa.ExportParameters(includePrivateParameters: true);
            primes.AddRange([Number(numbers.P!), Number(numbers.Q!)]);
        }

        var products = primes.SelectMany((one, place) => primes.Skip(place + 1).Select(other => one * other)).ToList();

        Assert.True(products.Count >= 1_000);
        Assert.All(products, product => Assert.Null(WeakModulus.Find(product)));
    }

    [Fact]
    public void Find_OnePrimeOfRoca_IsNotTheFingerprint()
    {
        // Both primes have the form in a key of that library; one of them with an ordinary prime leaves other remainders.
        var sound = WeakKey.OpensslPrime(keys, 1024);

        Assert.Null(WeakModulus.Find(WeakKey.RocaPrime() * sound));
    }

    /// <summary>The attack that the check prevents: under a prime modulus everybody has the private exponent.</summary>
    [Fact]
    public async Task ForgedToken_UnderAPrimeModulus_PassesTheSignatureAndTheKeyIsRefused()
    {
        var prime = WeakKey.OpensslPrime(keys, 2048);
        var weak = new WeakKey("a prime", "prime_modulus", prime);
        var secret = Inverse(WeakKey.Exponent, prime - 1);
        var input = Encoding.ASCII.GetBytes(SigningKey.Encode("""{"alg":"RS256"}"""u8) + "." + SigningKey.Encode("""{"uuid":"5f0c0000-0000-4000-8000-000000000001"}"""u8));
        var signature = BigInteger.ModPow(Number(Padded(SHA256.HashData(input))), secret, prime).ToByteArray(isUnsigned: true, isBigEndian: true);
        var key = VerificationKey.OfSubjectPublicKeyInfo("c1", CertificateReader.DerOf(AcceptedPem(weak.Pem)));

        Assert.True(key.Verifies(input, [.. new byte[256 - signature.Length], .. signature]));
        Assert.Equal(CertificateProblem.PrimeModulus, await ModulusCheck.FindProblemAsync(AcceptedPem(weak.Pem), CancellationToken.None));
    }

    private static string AcceptedPem(string pem) => Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(pem)).Pem;

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    // RFC 8017, section 9.2.
    private static byte[] Padded(byte[] hash)
    {
        byte[] info = [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20, .. hash];
        return [0, 1, .. Enumerable.Repeat((byte)0xff, 256 - info.Length - 3), 0, .. info];
    }

    private static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (last, next, lastFactor, factor) = (modulus, number % modulus, BigInteger.Zero, BigInteger.One);
        while (!next.IsZero)
        {
            var quotient = last / next;
            (last, next) = (next, last - (quotient * next));
            (lastFactor, factor) = (factor, lastFactor - (quotient * factor));
        }

        Assert.True(last.IsOne);
        return ((lastFactor % modulus) + modulus) % modulus;
    }
}
