using System.Numerics;

namespace EventAuth.Core.Certificates;

/// <summary>
/// Finds the keys of a library of smart cards and TPM chips (ROCA, CVE-2017-15361), which can be factored. Its primes are k·M + (65537^a
/// mod M), where M is the product of the first primes, so that every one of those primes divides a modulus to a power of 65537. Source:
/// Nemec, Sys, Svenda, Klinec, Matyas, "The Return of Coppersmith's Attack", ACM CCS 2017, section 2.
/// </summary>
internal static class RocaFingerprint
{
    private const int Generator = 65537;

    /// <summary>The last prime of M that keys of all sizes have. One good key in 2^27.8, or 240 million, looks the same.</summary>
    private const int LastPrime = 167;

    // For each odd prime of M, the remainders of the powers of the generator, which is not a multiple of any of them.
    private static readonly (int Prime, bool[] Powers)[] s_powers =
        [.. Enumerable.Range(3, LastPrime - 2).Where(IsPrime).Select(prime => (prime, PowersOf(Generator, prime)))];

    /// <summary>Whether the modulus has the fingerprint.</summary>
    public static bool IsOn(BigInteger modulus) => Array.TrueForAll(s_powers, of => of.Powers[(int)(modulus % of.Prime)]);

    private static bool IsPrime(int number) =>
        Enumerable.Range(2, number - 2).TakeWhile(factor => factor * factor <= number).All(factor => number % factor != 0);

    private static bool[] PowersOf(int generator, int prime)
    {
        var powers = new bool[prime];
        for (var power = 1; !powers[power]; power = power * (generator % prime) % prime)
        {
            powers[power] = true;
        }

        return powers;
    }
}
