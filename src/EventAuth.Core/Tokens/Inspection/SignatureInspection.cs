using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Finds out whose signature a token has, and over what.</summary>
/// <param name="keys">The key in force and those that were.</param>
/// <param name="token">A token that may have a signature.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class SignatureInspection(KnownKeys keys, LooseToken token, FindingList findings)
{
    private static readonly HashAlgorithmName[] OtherHashes = [HashAlgorithmName.SHA384, HashAlgorithmName.SHA512, HashAlgorithmName.SHA1];
    private static readonly HashAlgorithmName[] PssHashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    /// <summary>Looks at the signature.</summary>
    /// <param name="algorithm">What the header names.</param>
    /// <returns>The id of the certificate whose key made the signature over this content, or null.</returns>
    public string? Inspect(string? algorithm)
    {
        if (keys.Key is null)
        {
            findings.Wrong(TokenFindingCode.NoCertificate);
        }

        if (!token.HasSignature || token.Signature is not { } signature)
        {
            return null;
        }

        if (algorithm != "RS256")
        {
            InspectOtherAlgorithm(signature);
            return null;
        }

        return FindSigner(signature, [HashAlgorithmName.SHA256], RSASignaturePadding.Pkcs1) is { } signer ? Judge(signer) : FindFault(signature);
    }

    private string Judge(KnownKey signer)
    {
        if (signer.OverwrittenAt is { } overwritten)
        {
            findings.Wrong(TokenFindingCode.FormerCertificate, ("overwrittenAt", overwritten), ("fingerprint", Fingerprint(signer)));
        }
        else
        {
            findings.Right(TokenFindingCode.SignatureRight, ("fingerprint", Fingerprint(signer)));
        }

        return signer.Certificate.Id;
    }

    private string? FindFault(byte[] signature)
    {
        if (FindSigner(signature, OtherHashes, RSASignaturePadding.Pkcs1) is not null)
        {
            findings.Wrong(TokenFindingCode.OtherHash);
        }
        else if (FindSigner(signature, PssHashes, RSASignaturePadding.Pss) is not null)
        {
            findings.Wrong(TokenFindingCode.PssSignature);
        }
        else if (keys.Find(known => known.SignedSomething(signature)) is { } signer)
        {
            findings.Wrong(TokenFindingCode.AlteredAfterSigning, ("isFormer", signer.OverwrittenAt is not null));
        }
        else
        {
            FindLengthOrStranger(signature.Length);
        }

        return null;
    }

    private void FindLengthOrStranger(int length)
    {
        var expected = keys.InForce?.SignatureLength;
        if (expected is null)
        {
            return;
        }

        if (length == expected)
        {
            findings.Wrong(TokenFindingCode.UnknownKey);
        }
        else if (length < expected && length % 64 != 0 && length is not (32 or 48))
        {
            findings.Wrong(TokenFindingCode.SignatureCutOff, ("length", length), ("expected", expected));
        }
        else
        {
            findings.Wrong(TokenFindingCode.OtherKeySize, ("length", length), ("expected", expected));
        }
    }

    private void InspectOtherAlgorithm(byte[] signature)
    {
        HashAlgorithmName[] all = [HashAlgorithmName.SHA256, .. OtherHashes];
        if (keys.InForce is { } key && (Signed(key, signature, all, RSASignaturePadding.Pkcs1) || Signed(key, signature, PssHashes, RSASignaturePadding.Pss)))
        {
            findings.Note(TokenFindingCode.RightKeyOtherAlgorithm);
        }
        else
        {
            findings.Note(TokenFindingCode.SignatureNotChecked);
        }
    }

    private KnownKey? FindSigner(byte[] signature, HashAlgorithmName[] hashes, RSASignaturePadding padding) => keys.Find(known => Signed(known, signature, hashes, padding));

    // What was signed is the text as it stands; where a sender spoils the spelling afterwards, it is the right one.
    private bool Signed(KnownKey key, byte[] signature, HashAlgorithmName[] hashes, RSASignaturePadding padding) =>
        new[] { token.SigningInput, token.CanonicalInput }.Distinct().Any(input => Array.Exists(hashes, hash => key.Signed(Encoding.UTF8.GetBytes(input), signature, hash, padding)));

    private static string Fingerprint(KnownKey key) => key.Certificate.Sha256[..12];
}
