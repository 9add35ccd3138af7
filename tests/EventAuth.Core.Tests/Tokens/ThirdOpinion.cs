using System.Buffers.Text;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>
/// RS256 signatures as BouncyCastle checks them, with its own arithmetic and its own reading of the padding: compared with it, the framework's RSA and
/// Microsoft.IdentityModel, which is built on that, are one opinion. It serves one thread at a time.
/// </summary>
internal sealed class ThirdOpinion
{
    private readonly RsaDigestSigner _signer = new(new Sha256Digest());
    private readonly AsymmetricKeyParameter _key;

    /// <param name="subjectPublicKeyInfo">The key, in DER.</param>
    public ThirdOpinion(byte[] subjectPublicKeyInfo) => _key = PublicKeyFactory.CreateKey(subjectPublicKeyInfo);

    /// <summary>Whether it accepts the signature.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, byte[] signature)
    {
        _signer.Init(forSigning: false, _key);
        _signer.BlockUpdate(message);
        return _signer.VerifySignature(signature);
    }

    /// <summary>Whether it accepts the signature of a well-formed token.</summary>
    public bool Verifies(string token)
    {
        var end = token.LastIndexOf('.');
        return Verifies(Encoding.UTF8.GetBytes(token[..end]), Base64Url.DecodeFromChars(token.AsSpan(end + 1)));
    }
}
