namespace EventAuth.Core.Tests.Rules;

/// <summary>Whether a name matches a pattern, by the definition: a star takes nothing, or one character and then again.</summary>
internal static class PatternMatch
{
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name) =>
        pattern.IsEmpty ? name.IsEmpty
        : pattern[0] == '*' ? IsMatch(pattern[1..], name) || (!name.IsEmpty && IsMatch(pattern, name[1..]))
        : !name.IsEmpty && name[0] == pattern[0] && IsMatch(pattern[1..], name[1..]);
}
