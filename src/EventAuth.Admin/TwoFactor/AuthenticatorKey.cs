namespace EventAuth.Admin.TwoFactor;

/// <summary>The secret that an authenticator app shares: 160 bits in base32 (RFC 4226, section 4; RFC 4648, section 6).</summary>
internal static class AuthenticatorKey
{
    private const string Issuer = "EventAuth";
    private const int Length = 32;
    private const int GroupLength = 4;

    public static bool IsOne(string text) =>
        text.Length == Length && text.All(letter => letter is (>= 'A' and <= 'Z') or (>= '2' and <= '7'));

    /// <summary>The key in groups of four, to be typed into an app.</summary>
    public static string InGroups(string key) => string.Join(' ', key.Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>The address that apps understand: what the code is for, and the key. Their defaults apply: SHA-1, 6 digits, 30 s.</summary>
    public static string ToAddress(string key, string email) =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Issuer}";
}
