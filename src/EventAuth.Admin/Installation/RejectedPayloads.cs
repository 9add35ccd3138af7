using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace EventAuth.Admin.Installation;

/// <summary>Encrypts what rejected events contain with this installation's data-protection keys, stored outside the database.</summary>
internal sealed class RejectedPayloads(bool areKept, IDataProtectionProvider protection) : IRejectedPayloads
{
    private readonly IDataProtector _protector = protection.CreateProtector("EventAuth.RejectedPayload.1");

    public bool AreKept => areKept;

    public byte[] Protect(string payload) => _protector.Protect(Encoding.UTF8.GetBytes(payload));

    public string? Unprotect(byte[] kept)
    {
        try
        {
            return Encoding.UTF8.GetString(_protector.Unprotect(kept));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
