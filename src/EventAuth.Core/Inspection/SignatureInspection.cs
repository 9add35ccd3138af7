using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Finds out whose signature a token has, and over what. Each key is asked once.</summary>
/// <param name="keys">The key in force and those that were.</param>
/// <param name="token">A token that may have a signature.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class SignatureInspection(KnownKeys keys, LooseToken token, FindingList findings)
{
    /// <summary>How many keys had to be asked.</summary>
    public int AskedKeys { get; private set; }

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

        foreach (var key in keys.All)
        {
            if (Open(key, signature) is { } content)
            {
                return Judge(key, content);
            }
        }

        FindLengthOrStranger(signature.Length);
        return null;
    }

    private SignedContent? Open(KnownKey key, byte[] signature)
    {
        // One of another length is not asked.
        AskedKeys += signature.Length == key.SignatureLength ? 1 : 0;
        return key.Open(signature, Bytes(token.SigningInput));
    }

    private string? Judge(KnownKey signer, SignedContent content)
    {
        if (ReferenceEquals(content, SignedContent.Pss))
        {
            findings.Wrong(TokenFindingCode.PssSignature);
            return null;
        }

        if (content.Hash is { } hash && hash != HashAlgorithmName.SHA256)
        {
            findings.Wrong(TokenFindingCode.OtherHash);
        }

        if (content.Hash is not null && IsOfToken(content))
        {
            return content.Hash == HashAlgorithmName.SHA256 ? JudgeSigner(signer) : null;
        }

        if (SignedTexts.FindLineBreak(token, content) is { } lineBreak)
        {
            findings.Wrong(TokenFindingCode.LineBreakSigned, ("text", lineBreak));
        }
        else if (SignedTexts.FindOther(token, content) is { } other)
        {
            findings.Wrong(TokenFindingCode.OtherTextSigned, ("text", other));
        }
        else
        {
            findings.Wrong(TokenFindingCode.AlteredAfterSigning, ("isFormer", signer.OverwrittenAt is not null));
        }

        return null;
    }

    private string JudgeSigner(KnownKey signer)
    {
        var fingerprint = signer.Certificate.Sha256[..12];
        if (signer.OverwrittenAt is { } overwritten)
        {
            findings.Wrong(TokenFindingCode.FormerCertificate, ("overwrittenAt", overwritten), ("fingerprint", fingerprint));
        }
        else
        {
            findings.Right(TokenFindingCode.SignatureRight, ("fingerprint", fingerprint));
        }

        return signer.Certificate.Id;
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
        var content = keys.InForce is { } key ? Open(key, signature) : null;
        var isRightKey = content is not null && (ReferenceEquals(content, SignedContent.Pss) || IsOfToken(content));
        findings.Note(isRightKey ? TokenFindingCode.RightKeyOtherAlgorithm : TokenFindingCode.SignatureNotChecked);
    }

    // What was signed is the text as it stands; where a sender spoils the spelling afterwards, it is the right one.
    private bool IsOfToken(SignedContent content) => content.Is(Bytes(token.SigningInput)) || content.Is(Bytes(token.CanonicalInput));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
