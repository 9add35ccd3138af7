using System.Numerics;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>Signatures that are almost right (RFC 8017, sections 5.2.2 and 8.2.2).</summary>
internal static class SignatureAttacks
{
    public static IEnumerable<Attack> All =>
    [
        new("the stranger's key", TokenFailure.WrongSignature, target => SigningKey.Other.SignCompact(Forgery.Header, target.Claims)),
        new("no signature", TokenFailure.WrongSignatureLength, target => Forgery.Input(Forgery.Header, target.Claims) + "."),
        new("last byte cut", TokenFailure.WrongSignatureLength, target => Forgery.WithSignature(target, signature => signature[..^1])),
        new("first byte cut", TokenFailure.WrongSignatureLength, target => Forgery.WithSignature(target, signature => signature[1..])),
        new("a zero in front", TokenFailure.WrongSignatureLength, target => Forgery.WithSignature(target, signature => [0, .. signature])),
        new("a zero at the end", TokenFailure.WrongSignatureLength, target => Forgery.WithSignature(target, signature => [.. signature, 0])),
        new("twice", TokenFailure.WrongSignatureLength, target => Forgery.WithSignature(target, signature => [.. signature, .. signature])),
        new("its own leading zero cut", TokenFailure.WrongSignatureLength, LeadingZeroCut),
        new("the modulus added", TokenFailure.WrongSignature, ModulusAdded),
        new("all zero", TokenFailure.WrongSignature, target => Forgery.WithSignature(target, _ => new byte[256])),
        new("one", TokenFailure.WrongSignature, target => Forgery.WithSignature(target, _ => [.. new byte[255], 1])),
        new("the modulus", TokenFailure.WrongSignature, target => Forgery.WithSignature(target, _ => Forgery.Modulus())),
        new("the modulus less one", TokenFailure.WrongSignature, target => Forgery.WithSignature(target, _ => Bytes(Forgery.Number(Forgery.Modulus()) - 1))),
        new("all ones", TokenFailure.WrongSignature, target => Forgery.WithSignature(target, signature => [.. signature.Select(_ => (byte)0xFF)])),
        new("negated", TokenFailure.WrongSignature, target => Forgery.WithSignature(target, signature => Bytes(Forgery.Number(Forgery.Modulus()) - Forgery.Number(signature)))),
        new("backwards", TokenFailure.WrongSignature, target => Forgery.WithSignature(target, signature => [.. signature.Reverse()])),
        .. new[] { 0, 7, 1024, 2047 }.Select(bit => new Attack($"bit {bit} turned", TokenFailure.WrongSignature, target => Forgery.WithSignature(target, signature => Turned(signature, bit)))),
        new("of another token", TokenFailure.WrongSignature, target =>
            Forgery.Input(Forgery.Header, target.Claims) + "." + SigningKey.Shared.SignCompact(Forgery.Header, target.Claims + " ").Split('.')[2]),
        .. new[] { 1024, 2056, 3072, 4096 }.Select(bits => new Attack($"a key of {bits} bits", TokenFailure.WrongSignatureLength, target => OfSize(target, bits))),
    ];

    private static string OfSize(AttackTarget target, int bits)
    {
        using var key = SigningKey.Create(bits);
        return key.SignCompact(Forgery.Header, target.Claims);
    }

    // One signature in 256 begins with a zero byte, which a writer of numbers drops.
    private static string LeadingZeroCut(AttackTarget target)
    {
        for (var serial = 0; ; serial++)
        {
            var token = SigningKey.Shared.SignCompact(Forgery.Header, target.With($"\"exp\":{target.Now + 300},\"n\":{serial}"));
            var at = token.LastIndexOf('.') + 1;
            var signature = System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(at));
            if (signature[0] == 0)
            {
                return token[..at] + SigningKey.Encode(signature.AsSpan(1));
            }
        }
    }

    // The same number modulo n, where it fits: a verifier that reduces first takes it.
    private static string ModulusAdded(AttackTarget target)
    {
        var modulus = Forgery.Number(Forgery.Modulus());
        for (var serial = 0; ; serial++)
        {
            var token = SigningKey.Shared.SignCompact(Forgery.Header, target.With($"\"exp\":{target.Now + 300},\"n\":{serial}"));
            var at = token.LastIndexOf('.') + 1;
            var sum = Forgery.Number(System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(at))) + modulus;
            if (sum.GetBitLength() <= 2048)
            {
                return token[..at] + SigningKey.Encode(Bytes(sum));
            }
        }
    }

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[256 - bytes.Length], .. bytes];
    }

    private static byte[] Turned(byte[] signature, int bit)
    {
        signature[bit / 8] ^= (byte)(1 << bit % 8);
        return signature;
    }
}
