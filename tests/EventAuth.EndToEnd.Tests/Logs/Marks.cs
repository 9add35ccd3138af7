using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Logs;

/// <summary>Values that are sent and typed everywhere and must not be in any line of a log: personal data and secrets, each with a word that occurs nowhere else.</summary>
internal static class Marks
{
    /// <summary>Is part of all of them except the uuid and base64 values.</summary>
    public const string Word = "zq7xw";
    public const string Email = Word + ".anna@shop.example";
    public const string Uuid = "2aa7c9f1-77aa-4c1e-8d6b-3b1c9e5f0d42";
    public const string CustomId = Word + "-customer";
    public const string Attribute = Word + " Street 5";
    public const string Password = Word + " correct horse battery";
    public const string ApiKey = Word + "-api-key-0123456789-0123456789";
    public const string Cookie = Word + "-cookie";

    /// <summary>A token that names the customer. The same in all tests, so it is valid longer than the longest run.</summary>
    public static string Token { get; } = SigningKey.Shared.Token(new { uuid = Uuid, email = Email, customId = CustomId }, lifetime: TimeSpan.FromDays(1));

    /// <summary>The problems of a log: each line with a mark, or with one of the further secrets.</summary>
    public static IReadOnlyList<string> FindIn(string log, params string[] furtherSecrets)
    {
        string[] secrets =
        [
            Word, Uuid, Uri.EscapeDataString(Email), Harness.AdminProgram.AdminEmail, Harness.AdminProgram.AdminPassword, Harness.AdminProgram.ApiKey,
            .. Token.Split('.').Skip(1),
            .. SigningKey.Shared.PrivatePem.Split('\n').Where(line => line.Length >= 60 && !line.Contains("-----", StringComparison.Ordinal)),
            .. furtherSecrets,
        ];
        return [.. log.Split('\n').Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)))];
    }
}
