using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace EventAuth.Testing;

/// <summary>A public key that anybody can turn into a private one, made for the tests.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Code">The code of the refusal.</param>
/// <param name="Modulus">Its modulus; the exponent is 65537.</param>
public sealed record WeakKey(string Kind, string Code, BigInteger Modulus)
{
    /// <summary>The public exponent of each.</summary>
    public const int Exponent = 65537;

    // The primes in M for keys of 1984 to 3936 bits are the first 126.
    private const int LastPrimeOfRoca = 701;

    /// <summary>SubjectPublicKeyInfo.</summary>
    public string Pem
    {
        get
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Modulus.ToByteArray(isUnsigned: true, isBigEndian: true), Exponent = [1, 0, 1] });
            return rsa.ExportSubjectPublicKeyInfoPem();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Kind;

    /// <summary>All kinds, of 2048 bits or a few more, with primes that openssl makes.</summary>
    public static IReadOnlyList<WeakKey> All(OpensslKeys keys)
    {
        var (half, other) = (OpensslPrime(keys, 1024), OpensslPrime(keys, 1024));
        return
        [
            new("a factor of 3", "small_factor", 3 * OpensslPrime(keys, 2048)),
            new("a factor of 65521, the last prime below 2^16", "small_factor", 65521 * OpensslPrime(keys, 2048)),
            new("a damaged digit", "small_factor", DivisibleBy(7, half * other)),
            new("a prime", "prime_modulus", OpensslPrime(keys, 2048)),
            new("the square of a prime", "power_modulus", half * half),
            new("the cube of a prime", "power_modulus", BigInteger.Pow(OpensslPrime(keys, 700), 3)),
            new("the square of a product", "power_modulus", BigInteger.Pow(OpensslPrime(keys, 512) * OpensslPrime(keys, 513), 2)),
            new("the 31st power of a prime", "power_modulus", BigInteger.Pow(OpensslPrime(keys, 70), 31)),
            new("a prime and the next one", "close_primes", half * NextPrime(half + 2)),
            new("primes that differ in their lower halves", "close_primes", half * NextPrime(half + (BigInteger.One << 518))),
            new("primes of ROCA", "roca_key", RocaPrime() * RocaPrime()),
        ];
    }

    /// <summary>A prime with the form of ROCA, of 1024 bits.</summary>
    public static BigInteger RocaPrime()
    {
        var primorial = Enumerable.Range(2, LastPrimeOfRoca - 1).Where(IsSmallPrime).Aggregate(BigInteger.One, (product, prime) => product * prime);
        var room = (BigInteger.One << 1024) / primorial;
        while (true)
        {
            var rest = BigInteger.ModPow(Exponent, Random(BigInteger.One << 256), primorial);
            var prime = ((room - Random(room / 4) - 1) * primorial) + rest;
            if (IsPrime(prime))
            {
                return prime;
            }
        }
    }

    /// <summary>A prime that openssl makes.</summary>
    public static BigInteger OpensslPrime(OpensslKeys keys, int bits) => BigInteger.Parse(
        "0" + keys.Run("openssl", $"prime -generate -bits {bits} -hex").Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static BigInteger DivisibleBy(int factor, BigInteger number)
    {
        var multiple = number - (number % factor);
        return multiple.IsEven ? multiple + factor : multiple;
    }

    private static BigInteger NextPrime(BigInteger from)
    {
        var number = from.IsEven ? from + 1 : from;
        while (!IsPrime(number))
        {
            number += 2;
        }

        return number;
    }

    // Fermat's test with one base: enough for numbers that were not chosen to fool it.
    private static bool IsPrime(BigInteger number) =>
        !Enumerable.Range(2, LastPrimeOfRoca).Any(factor => number % factor == 0) && BigInteger.ModPow(2, number - 1, number).IsOne;

    private static bool IsSmallPrime(int number) => Enumerable.Range(2, number - 2).All(factor => number % factor != 0);

    private static BigInteger Random(BigInteger below) => new BigInteger(RandomNumberGenerator.GetBytes(136), isUnsigned: true) % below;
}
