using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>Tokens that say RS256 but do not have the right signature.</summary>
internal static class SignatureFaults
{
    public static IReadOnlyList<BrokenToken> All { get; } =
    [
        new("two parts", TokenFindingCode.SignatureMissing, "The signature is missing", mint => mint.Input(TokenMint.Header)),
        new("nothing behind the second dot", TokenFindingCode.SignatureMissing, "The signature is missing", mint => mint.Input(TokenMint.Header) + "."),
        new("signed with the overwritten key", TokenFindingCode.FormerCertificate, "Signed with the key that was overwritten on ", mint => TokenMint.Former.SignCompact(TokenMint.Header, mint.Claims())),
        new("SHA-512 under the name RS256", TokenFindingCode.OtherHash, "another hash", mint => TokenMint.InForce.SignInput(mint.Input(TokenMint.Header), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
        new("RSA-PSS under the name RS256", TokenFindingCode.PssSignature, "RSA-PSS", mint => TokenMint.InForce.SignInput(mint.Input(TokenMint.Header), HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        new("a line break signed along", TokenFindingCode.LineBreakSigned, "printf", mint => Signed(mint, input => input + "\n")),
        new("a line break of Windows signed along", TokenFindingCode.LineBreakSigned, "\\r\\n", mint => Signed(mint, input => input + "\r\n")),
        new("the payload signed alone", TokenFindingCode.OtherTextSigned, "the payload alone", mint => Signed(mint, input => input.Split('.')[1])),
        new("the hash signed", TokenFindingCode.OtherTextSigned, "hashed again", mint => Signed(mint, input => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(input))))),
        new("the hash padded without its algorithm", TokenFindingCode.OtherTextSigned, "the bare hash", WithBareHash),
        new("the signature in hexadecimal digits", TokenFindingCode.SignatureInHex, "hexadecimal digits", mint => WithSignature(mint, Convert.ToHexStringLower)),
        new("the signature encoded twice", TokenFindingCode.SignatureEncodedTwice, "encoded twice", mint => WithSignature(mint, bytes => TokenMint.Encode(Convert.ToBase64String(bytes)))),
        new("another customer written in", TokenFindingCode.AlteredAfterSigning, "changed after it was signed", Altered),
        new("half a signature", TokenFindingCode.SignatureCutOff, "The signature is cut off", mint => mint.Good()[..^100]),
        new("the last character missing", TokenFindingCode.SignatureCutOff, "255 bytes", mint => mint.Good()[..^1]),
        new("signed with a key of 3072 bits", TokenFindingCode.OtherKeySize, "384 bytes", mint => TokenMint.Longer.SignCompact(TokenMint.Header, mint.Claims())),
        new("an HMAC under the name RS256", TokenFindingCode.OtherKeySize, "32 bytes", mint => mint.Input(TokenMint.Header) + "." + SigningKey.Encode(SHA256.HashData("code"u8))),
        new("signed with an unknown key", TokenFindingCode.UnknownKey, "never defined here", mint => TokenMint.Stranger.SignCompact(TokenMint.Header, mint.Claims())),
        new("a key of its own in the header", TokenFindingCode.UnknownKey, "openssl pkey", mint => TokenMint.Stranger.SignCompact("""{"alg":"RS256","jku":"https://shop.example/keys"}""", mint.Claims())),
    ];

    private static string Signed(TokenMint mint, Func<string, string> signed)
    {
        var input = mint.Input(TokenMint.Header);
        var other = TokenMint.InForce.SignInput(signed(input));
        return input + other[other.LastIndexOf('.')..];
    }

    private static string WithBareHash(TokenMint mint)
    {
        var input = mint.Input(TokenMint.Header);
        return $"{input}.{SigningKey.Encode(TokenMint.InForce.SignPadded(SHA256.HashData(Encoding.ASCII.GetBytes(input))))}";
    }

    private static string WithSignature(TokenMint mint, Func<byte[], string> write)
    {
        var parts = mint.Good().Split('.');
        return $"{parts[0]}.{parts[1]}.{write(Base64Url.DecodeFromChars(parts[2]))}";
    }

    private static string Altered(TokenMint mint)
    {
        var parts = mint.Good().Split('.');
        parts[1] = TokenMint.Encode(mint.Claims("\"customId\":\"c-1\""));
        return string.Join('.', parts);
    }
}
