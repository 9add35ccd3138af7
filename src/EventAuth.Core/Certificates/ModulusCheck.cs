using System.Numerics;

namespace EventAuth.Core.Certificates;

/// <summary>
/// Whether the modulus of a key is a product of large primes that nobody can find, as far as this shows. It takes 20 ms at 2048 bits and
/// more than a second at 8192, so it runs once, when a key is defined, on one core at most.
/// </summary>
internal static class ModulusCheck
{
    /// <summary>A prime passes each round; a product of large primes fails in the first, so that more of them cost nothing.</summary>
    private const int Certainty = 64;

    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>What is wrong with the modulus of an accepted key, or null.</summary>
    /// <param name="pem">The key in the stored form.</param>
    /// <param name="cancellation">Stops waiting for its turn.</param>
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

    // Under a prime modulus the private exponent follows from the public one, while signatures still verify.
    private static CertificateProblem? FindProblem(string pem)
    {
        var modulus = KeyStructure.NumbersOf(CertificateReader.DerOf(pem)).Modulus;
        return WeakModulus.Find(new BigInteger(modulus.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true))
            ?? (modulus.IsProbablePrime(Certainty) ? CertificateProblem.PrimeModulus : null);
    }
}
