using System.Text;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Passwords;

/// <summary>
/// Hashes a password in its normal form (NFC): the same letters typed on another keyboard may arrive as other code points
/// (NIST SP 800-63B-4, section 3.1.1.2).
/// </summary>
internal sealed class NormalizedPasswordHasher(IOptions<PasswordHasherOptions> options, DamagedRows damaged)
    : PasswordHasher<AdministratorAccount>(options)
{
    public override string HashPassword(AdministratorAccount user, string password) =>
        base.HashPassword(user, password.Normalize(NormalizationForm.FormC));

    public override PasswordVerificationResult VerifyHashedPassword(
        AdministratorAccount user, string hashedPassword, string providedPassword)
    {
        try
        {
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword.Normalize(NormalizationForm.FormC));
        }
        catch (FormatException)
        {
            // The stored value is not a hash.
            damaged.Add("AspNetUsers", user.Id);
            return PasswordVerificationResult.Failed;
        }
    }
}
