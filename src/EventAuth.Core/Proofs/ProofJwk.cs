using System.Buffers.Text;
using System.Runtime.CompilerServices;
using EventAuth.Core.Json;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Proofs;

/// <summary>A public key on the curve P-256 as a JSON Web Key (RFC 7517; RFC 7518, section 6.2.1).</summary>
internal struct ProofJwk
{
    /// <summary>Bytes of a coordinate (RFC 7518, section 6.2.1.2: always all of them).</summary>
    public const int CoordinateLength = 32;

    private const int TextLength = StrictBase64Url.LengthOfSha256;

    // What private and symmetric keys have (RFC 7518, sections 6.2.2, 6.3.2 and 6.4). RFC 9449, section 4.3, step 7.
    private static readonly string[] s_private = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private Coordinate _x;
    private Coordinate _y;
    private bool _isCurve;
    private bool _isElliptic;
    private bool _hasX;
    private bool _hasY;
    private bool _isPrivate;

    /// <summary>Whether it is one, as far as its members say; whether it is a point of the curve shows when it is used.</summary>
    public readonly bool IsPublicP256 => _isElliptic && _isCurve && _hasX && _hasY && !_isPrivate;

    /// <summary>Reads the value at which the reader is; anything but an object is no key.</summary>
    public static ProofJwk Read(ref Utf8JsonReader reader, scoped Span<byte> scratch)
    {
        var jwk = default(ProofJwk);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return jwk;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = StrictJson.TextOf(in reader, scratch);
            var (isType, isCurve) = (name.SequenceEqual("kty"u8), name.SequenceEqual("crv"u8));
            var (isX, isY) = (name.SequenceEqual("x"u8), name.SequenceEqual("y"u8));
            foreach (var member in s_private)
            {
                jwk._isPrivate |= Ascii.Equals(name, member);
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                var text = StrictJson.TextOf(in reader, scratch);
                jwk._isElliptic |= isType && text.SequenceEqual("EC"u8);
                jwk._isCurve |= isCurve && text.SequenceEqual("P-256"u8);
                jwk._hasX |= isX && TryDecode(text, jwk._x);
                jwk._hasY |= isY && TryDecode(text, jwk._y);
            }

            reader.Skip();
        }

        return jwk;
    }

    /// <summary>Writes its thumbprint (RFC 7638, section 3.2: the required members in the order of their names), 32 bytes.</summary>
    public readonly void WriteThumbprint(Span<byte> target)
    {
        Span<byte> canonical = stackalloc byte[200];
        var length = 0;
        Append(canonical, ref length, "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""u8);
        Append(canonical, ref length, _x);
        Append(canonical, ref length, "\",\"y\":\""u8);
        Append(canonical, ref length, _y);
        Append(canonical, ref length, "\"}"u8);
        SHA256.HashData(canonical[..length], target);
    }

    /// <summary>The key, ready to verify. Throws <see cref="CryptographicException"/> if it is no point of the curve.</summary>
    public readonly ECDsa Import() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = ((ReadOnlySpan<byte>)_x).ToArray(), Y = ((ReadOnlySpan<byte>)_y).ToArray() },
    });

    private static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> coordinate) =>
        text.Length == TextLength && StrictBase64Url.TryDecode(text, coordinate, out _);

    private static void Append(Span<byte> target, ref int length, ReadOnlySpan<byte> text)
    {
        text.CopyTo(target[length..]);
        length += text.Length;
    }

    private static void Append(Span<byte> target, ref int length, in Coordinate coordinate) =>
        length += Base64Url.EncodeToUtf8(coordinate, target[length..]);

    [InlineArray(CoordinateLength)]
    private struct Coordinate
    {
        private byte _first;
    }
}
