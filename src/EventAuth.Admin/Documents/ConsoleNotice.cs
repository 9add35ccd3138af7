
namespace EventAuth.Admin.Documents;

/// <summary>What stands on every page, that of the sign-in included.</summary>
/// <param name="Text">A few words; or null for nothing.</param>
internal sealed record ConsoleNotice(string? Text)
{
    public static ConsoleNotice None { get; } = new((string?)null);
}
