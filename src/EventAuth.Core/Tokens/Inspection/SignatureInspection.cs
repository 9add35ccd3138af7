using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Finds out whose signature a token has, and over what.</summary>
/// <param name="keys">The key in force and those that were.</param>
/// <param name="token">A token that may have a signature.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class SignatureInspection(KnownKeys keys, LooseToken token, FindingList findings)
{
    private const string CompareFingerprints =
        "Compare the fingerprint of the certificate with that of the backend's key: openssl pkey -in private.pem -pubout -outform DER | openssl sha256. Where they differ, let the backend use the right key, or define its public key as the certificate.";

    private static readonly HashAlgorithmName[] OtherHashes = [HashAlgorithmName.SHA384, HashAlgorithmName.SHA512, HashAlgorithmName.SHA1];
    private static readonly HashAlgorithmName[] PssHashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    /// <summary>Looks at the signature.</summary>
    /// <param name="algorithm">What the header names.</param>
    /// <returns>The id of the certificate whose key made the signature over this content, or null.</returns>
    public string? Inspect(string? algorithm)
    {
        if (keys.Key is null)
        {
            findings.Wrong(TokenFindingCode.NoCertificate, "No certificate is defined, so no token can be valid.", "Define the public key of your backend on the card \"Certificate\" of the JS SDK event settings.");
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
            findings.Wrong(
                TokenFindingCode.FormerCertificate,
                $"Signed with the key that was overwritten on {ShownText.Utc(overwritten)} (certificate {Fingerprint(signer)}…).",
                "Let the backend sign with the private key of the certificate in force. If the old key is the right one, define its public key again.");
        }
        else
        {
            findings.Right(TokenFindingCode.SignatureRight, $"The signature is good: made with the key of the certificate in force ({Fingerprint(signer)}…).");
        }

        return signer.Certificate.Id;
    }

    private string? FindFault(byte[] signature)
    {
        if (FindSigner(signature, OtherHashes, RSASignaturePadding.Pkcs1) is not null)
        {
            findings.Wrong(TokenFindingCode.OtherHash, "The header says RS256, but the signature was made with another hash than SHA-256.", "Let the library both name and use RS256; do not write the header by hand.");
        }
        else if (FindSigner(signature, PssHashes, RSASignaturePadding.Pss) is not null)
        {
            findings.Wrong(TokenFindingCode.PssSignature, "The header says RS256, but the signature is an RSA-PSS one, as PS256 has it.", "Let the library both name and use RS256 (RSASSA-PKCS1-v1_5 with SHA-256).");
        }
        else if (keys.Find(known => known.SignedSomething(signature)) is { } signer)
        {
            findings.Wrong(
                TokenFindingCode.AlteredAfterSigning,
                $"The token was changed after it was signed: the signature is one of {(signer.OverwrittenAt is null ? "your key" : "a key that was overwritten")}, but of another header or payload.",
                "Sign last, and send exactly what the library returns. If nobody of yours changed it, somebody tries to get in with a token that was tampered with.");
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
            findings.Wrong(TokenFindingCode.UnknownKey, "The signature was made with a key that was never defined here, or it was changed.", CompareFingerprints);
        }
        else if (length < expected && length % 64 != 0 && length is not (32 or 48))
        {
            findings.Wrong(TokenFindingCode.SignatureCutOff, $"The signature is cut off: it has {ShownText.Count(length, "byte")} and must have {expected}.", "Copy the token again, to its last character. If it is stored on the way, make the field longer.");
        }
        else
        {
            findings.Wrong(TokenFindingCode.OtherKeySize, $"The signature has {ShownText.Count(length, "byte")}, and one of the certificate in force has {expected}: it was made with a key of another size, or with another algorithm.", CompareFingerprints);
        }
    }

    private void InspectOtherAlgorithm(byte[] signature)
    {
        HashAlgorithmName[] all = [HashAlgorithmName.SHA256, .. OtherHashes];
        if (keys.InForce is { } key && (Signed(key, signature, all, RSASignaturePadding.Pkcs1) || Signed(key, signature, PssHashes, RSASignaturePadding.Pss)))
        {
            findings.Note(TokenFindingCode.RightKeyOtherAlgorithm, "The signature was made with the key of the certificate in force: only the algorithm has to change.");
        }
        else
        {
            findings.Note(TokenFindingCode.SignatureNotChecked, "The signature was not checked, since it is not an RS256 one.");
        }
    }

    private KnownKey? FindSigner(byte[] signature, HashAlgorithmName[] hashes, RSASignaturePadding padding) => keys.Find(known => Signed(known, signature, hashes, padding));

    // What was signed is the text as it stands; where a sender spoils the spelling afterwards, it is the right one.
    private bool Signed(KnownKey key, byte[] signature, HashAlgorithmName[] hashes, RSASignaturePadding padding) =>
        new[] { token.SigningInput, token.CanonicalInput }.Distinct().Any(input => Array.Exists(hashes, hash => key.Signed(Encoding.UTF8.GetBytes(input), signature, hash, padding)));

    private static string Fingerprint(KnownKey key) => key.Certificate.Sha256[..12];
}
