namespace EventAuth.Core.Inspection;

/// <summary>Finds out whose signature a token has, and what was signed. Each key is tried once.</summary>
internal sealed class SignatureInspection(KnownKeys keys, LooseToken token, FindingList findings)
{
    public int AskedKeys { get; private set; }

    /// <summary>Returns the id of the certificate whose key made the signature over this content, or null.</summary>
    public string? Inspect(string? algorithm)
    {
        findings.WrongIf(keys.Key is null, TokenFindingCode.NoCertificate);
        if (!token.HasSignature || token.Signature is not { } signature)
        {
            return null;
        }

        if (algorithm != "RS256")
        {
            var content = keys.InForce is { } inForce ? Open(inForce, signature) : null;
            var isRightKey = content is not null && (ReferenceEquals(content, SignedContent.Pss) || content.IsOf(token));
            findings.Note(isRightKey ? TokenFindingCode.RightKeyOtherAlgorithm : TokenFindingCode.SignatureNotChecked);
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
        // A key of another length is not tried.
        AskedKeys += signature.Length == key.SignatureLength ? 1 : 0;
        return key.Open(signature, Encoding.UTF8.GetBytes(token.SigningInput));
    }

    private string? Judge(KnownKey signer, SignedContent content)
    {
        if (ReferenceEquals(content, SignedContent.Pss))
        {
            findings.Wrong(TokenFindingCode.PssSignature);
            return null;
        }

        findings.WrongIf(content.Hash is { } hash && hash != HashAlgorithmName.SHA256, TokenFindingCode.OtherHash);
        if (content.IsOf(token))
        {
            return content.Hash == HashAlgorithmName.SHA256 ? JudgeSigner(signer) : null;
        }

        if (content.FindLineBreak(token) is { } lineBreak)
        {
            findings.Wrong(TokenFindingCode.LineBreakSigned, ("text", lineBreak));
        }
        else if (content.FindOther(token) is { } other)
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
        if (keys.InForce?.SignatureLength is not { } expected)
        {
            return;
        }

        if (length == expected)
        {
            findings.Wrong(TokenFindingCode.UnknownKey);
            return;
        }

        var isCutOff = length < expected && length % 64 != 0 && length is not (32 or 48);
        findings.Wrong(
            isCutOff ? TokenFindingCode.SignatureCutOff : TokenFindingCode.OtherKeySize, ("length", length), ("expected", expected));
    }
}
