namespace EventAuth.Admin.Documents;

/// <summary>A few words that stand on every page, that of the sign-in included; or null for nothing.</summary>
internal sealed record ConsoleNotice(string? Text)
{
    public static ConsoleNotice None { get; } = new((string?)null);
}
