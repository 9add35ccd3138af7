namespace EventAuth.Core;

/// <summary>Stable codes of enums for programs: a member's name in snake case. Renaming a member changes the contract.</summary>
internal static class EnumCode
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Codes[value];

    public static bool TryParse<T>(string? code, out T value)
        where T : struct, Enum
    {
        value = default;
        return code is not null && Table<T>.Values.TryGetValue(code, out value);
    }

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Codes =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Codes.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
