using Org.BouncyCastle.Crypto.Parameters;

namespace EventAuth.Core.Certificates;

/// <summary>
/// Whether the modulus of a key is a product of large primes, as far as that shows: no small factor, and no prime itself. It takes 20 ms at
/// 2048 bits and more than a second at 8192, so it is asked for once, when a key is defined, and runs on one core at most.
/// </summary>
public static class ModulusCheck
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>What is wrong with the modulus of an accepted key, or null.</summary>
    /// <param name="pem">The key in the stored form.</param>
    /// <param name="cancellation">Gives up the wait for its turn.</param>
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

    private static CertificateProblem? FindProblem(string pem)
    {
        try
        {
            RsaKeyParameters.ValidateModulus(KeyStructure.NumbersOf(CertificateReader.DerOf(pem)).Modulus);
            return null;
        }
        catch (ArgumentException)
        {
            return CertificateProblem.UnsafeModulus;
        }
    }
}
