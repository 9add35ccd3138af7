using System.Numerics;

namespace EventAuth.Core.Certificates;

/// <summary>Whether the modulus of a key is a product of large primes that nobody can find, as far as that shows. It takes 20 ms at 2048
/// bits and more than a second at 8192, so it is asked for once, when a key is defined, and runs on one core at most.</summary>
internal static class ModulusCheck
{
    /// <summary>A prime passes each round; a product of large primes fails in the first, so that more of them cost nothing.</summary>
    private const int Certainty = 64;

    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Prime factors below this are looked for (NIST SP 800-56B): a damaged number nearly always has a small one.</summary>
    private const int SmallFactorBound = 1 << 16;

    /// <summary>So many steps of Fermat's way are tried, a µs each. They find primes that are nearer to each other than 90 times the fourth
    /// root of the modulus; the keys of programs that took the next prime for the second one (CVE-2022-26320) fall in the first 100. Of two
    /// primes that were chosen each for itself, 1024 bits long, not one pair in 2^500 is as near.</summary>
    private const int FermatSteps = 1_000;

    private const int DoubleBits = 52;

    private const int RocaGenerator = 65537;

    /// <summary>The last prime of M that keys of all sizes have. One sound key in 240 million (2^27.8) looks the same.</summary>
    private const int LastRocaPrime = 167;

    private static readonly uint[] s_smallPrimes = [.. PrimesBelow(SmallFactorBound)];

    // Squares end in these six bits, which leaves one number of five to be examined.
    private static readonly bool[] s_squareEnds =
        [.. Enumerable.Range(0, 64).Select(end => Enumerable.Range(0, 64).Any(number => number * number % 64 == end))];

    // For each odd prime of M, the rests that powers of the generator leave. It is no multiple of any of them.
    private static readonly (uint Prime, bool[] Powers)[] s_rocaPowers =
        [.. s_smallPrimes.Skip(1).TakeWhile(prime => prime <= LastRocaPrime).Select(prime => (prime, RocaPowers((int)prime)))];

    /// <summary>What is wrong with the modulus of an accepted key, or null.</summary>
    /// <param name="pem">The key in the stored form.</param>
    public static async Task<CertificateProblem?> FindProblemAsync(string pem, CancellationToken cancellation)
    {
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => FindProblem(pem), CancellationToken.None);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    // Under a prime modulus the private exponent follows from the public one, and signatures are checked as ever.
    private static CertificateProblem? FindProblem(string pem)
    {
        var modulus = KeyStructure.NumbersOf(CertificateReader.DerOf(pem)).Modulus;
        var bytes = modulus.ToByteArray(isUnsigned: true, isBigEndian: true);
        return FindWeakness(modulus)
            ?? (new Org.BouncyCastle.Math.BigInteger(1, bytes).IsProbablePrime(Certainty) ? CertificateProblem.PrimeModulus : null);
    }

    /// <summary>What lets anybody factor an odd modulus of at least 2048 bits, by what is quick to find: 3 ms, or 60 ms at 8192; or null.
    /// That a modulus is no prime is the slower check.</summary>
    public static CertificateProblem? FindWeakness(BigInteger modulus) =>
        Array.Exists(s_smallPrimes, prime => modulus % prime == 0) ? CertificateProblem.SmallFactor
        : IsPower(modulus) ? CertificateProblem.PowerModulus
        : HasClosePrimes(modulus) ? CertificateProblem.ClosePrimes
        : HasRocaFingerprint(modulus) ? CertificateProblem.RocaKey
        : null;

    // A power of any exponent is one of a prime exponent, and of a base above the small factors.
    private static bool IsPower(BigInteger modulus)
    {
        var bits = (long)modulus.GetBitLength();
        return s_smallPrimes.TakeWhile(exponent => exponent * 16 <= bits)
            .Any(exponent => BigInteger.Pow(Root(modulus, (int)exponent), (int)exponent) == modulus);
    }

    // p·q = a² − b², where a is their middle: from the square root on, a is found soon where they are near.
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

    // The primes of a library of smart cards and TPM chips (ROCA, CVE-2017-15361) can be found: they are k·M + (65537^a mod M), where M is
    // the product of the first primes, so that every one of those primes divides a modulus to a power of 65537. Source: Nemec, Sys,
    // Svenda, Klinec, Matyas, "The Return of Coppersmith's Attack", ACM CCS 2017, section 2.
    private static bool HasRocaFingerprint(BigInteger modulus) =>
        Array.TrueForAll(s_rocaPowers, of => of.Powers[(int)(modulus % of.Prime)]);

    /// <summary>The integer part of the root of a number that is not negative, by Newton's way from above.</summary>
    private static BigInteger Root(BigInteger number, int exponent)
    {
        if (number.IsZero)
        {
            return number;
        }

        // As exact as a double is, and a little more than the root, so that each step goes down.
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

    private static List<uint> PrimesBelow(int bound)
    {
        List<uint> primes = [];
        for (var number = 2u; number < bound; number++)
        {
            if (primes.TakeWhile(prime => prime * prime <= number).All(prime => number % prime != 0))
            {
                primes.Add(number);
            }
        }

        return primes;
    }

    private static bool[] RocaPowers(int prime)
    {
        var powers = new bool[prime];
        for (var power = 1; !powers[power]; power = power * (RocaGenerator % prime) % prime)
        {
            powers[power] = true;
        }

        return powers;
    }
}
