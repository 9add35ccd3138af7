using System.Numerics;

namespace EventAuth.Core.Certificates;

/// <summary>
/// Finds moduli that anybody can factor with the public key alone, by quick methods: 3 ms at 2048 bits, 60 ms at 8192. That a
/// modulus is not a prime is a slower check, which <see cref="ModulusCheck"/> makes.
/// </summary>
internal static class WeakModulus
{
    /// <summary>Prime factors below this are searched (NIST SP 800-56B): a damaged number nearly always has a small one.</summary>
    private const int SmallFactorBound = 1 << 16;

    /// <summary>
    /// How many steps of Fermat's method are tried, a µs each. They find primes nearer to each other than 90 times the fourth root of
    /// the modulus; the keys of programs that used the next prime as the second (CVE-2022-26320) are found in the first 100. Of primes
    /// that were chosen independently, 1024 bits long, not one pair in 2^500 is as near.
    /// </summary>
    private const int FermatSteps = 1_000;

    private const int DoubleBits = 52;

    private static readonly uint[] s_smallPrimes = [.. PrimesBelow(SmallFactorBound)];

    // Squares end in these six bits, so that only one number in five must be examined.
    private static readonly bool[] s_squareEnds =
        [.. Enumerable.Range(0, 64).Select(end => Enumerable.Range(0, 64).Any(number => number * number % 64 == end))];

    /// <summary>What is wrong with an odd modulus of at least 2048 bits, or null.</summary>
    public static CertificateProblem? Find(BigInteger modulus) =>
        Array.Exists(s_smallPrimes, prime => modulus % prime == 0) ? CertificateProblem.SmallFactor
        : IsPower(modulus) ? CertificateProblem.PowerModulus
        : HasClosePrimes(modulus) ? CertificateProblem.ClosePrimes
        : RocaFingerprint.IsOn(modulus) ? CertificateProblem.RocaKey
        : null;

    // A power of any exponent is one of a prime exponent, and of a base above the small factors.
    private static bool IsPower(BigInteger modulus)
    {
        var bits = (long)modulus.GetBitLength();
        return s_smallPrimes.TakeWhile(exponent => exponent * 16 <= bits)
            .Any(exponent => BigInteger.Pow(Root(modulus, (int)exponent), (int)exponent) == modulus);
    }

    // p·q = a² − b², where a is their mean: if they are near, the search from the square root finds a soon.
    private static bool HasClosePrimes(BigInteger modulus)
    {
        var middle = Root(modulus, 2) + 1;
        var rest = (middle * middle) - modulus;
        for (var step = 0; step < FermatSteps; step++)
        {
            if (IsSquare(rest))
            {
                return true;
            }

            rest += (2 * middle) + 1;
            middle++;
        }

        return false;
    }

    private static bool IsSquare(BigInteger number) =>
        s_squareEnds[(int)(number & 63)] && Root(number, 2) is var root && root * root == number;

    /// <summary>The integer part of the root of a number that is not negative, by Newton's method from above.</summary>
    private static BigInteger Root(BigInteger number, int exponent)
    {
        if (number.IsZero)
        {
            return number;
        }

        // As exact as a double, and a little more than the root, so that each step decreases.
        var log = BigInteger.Log(number, 2) / exponent;
        var shift = Math.Max((int)log - DoubleBits, 0);
        var root = (new BigInteger(Math.Pow(2, log - shift) * (1 + 1e-9)) + 1) << shift;
        while (true)
        {
            var next = (((exponent - 1) * root) + (number / BigInteger.Pow(root, exponent - 1))) / exponent;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static IEnumerable<uint> PrimesBelow(int bound)
    {
        var isComposite = new bool[bound];
        for (var number = 2; number < bound; number++)
        {
            if (!isComposite[number])
            {
                yield return (uint)number;
                for (var multiple = (long)number * number; multiple < bound; multiple += number)
                {
                    isComposite[multiple] = true;
                }
            }
        }
    }
}
