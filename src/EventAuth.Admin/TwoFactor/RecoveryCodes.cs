using System.Security.Cryptography;

namespace EventAuth.Admin.TwoFactor;

/// <summary>Codes that replace the authenticator app, each once. Nobody can guess 80 random bits, so a plain hash is enough.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    /// <summary>Letters and digits of a code, without separators.</summary>
    public const int Length = 16;

    // Base32 (RFC 4648, section 6): no two that look alike.
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int GroupLength = 4;

    /// <summary>New ones, as people read them: four groups of four.</summary>
    public static ImmutableArray<string> New() =>
        [.. Enumerable.Range(0, Count).Select(_ => string.Join(
            '-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(GroupLength).Select(group => new string(group))))];

    public static bool IsOne(string typed) => Plain(typed) is { Length: Length } plain && plain.All(Alphabet.Contains);

    /// <summary>What is stored of a code, however it is written.</summary>
    public static string HashOf(string code) => Convert.ToHexStringLower(SecretHash.Of(Plain(code)));

    private static string Plain(string text) => new([.. text.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
