namespace EventAuth.Admin.Documents;

/// <summary>A few words that are on every page, including the sign-in page; or null for nothing.</summary>
internal sealed record ConsoleNotice(string? Text)
{
    public static ConsoleNotice None { get; } = new((string?)null);
}
