using System.Collections.Concurrent;

namespace EventAuth.Core.Policies;

/// <summary>One string for each name that events bring, so that the same few names are not made anew with every event.</summary>
internal static class EventNamePool
{
    /// <summary>Senders choose the names, so there is an end to remembering: about 2 MB.</summary>
    private const int Most = 16_384;

    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByText =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();
    private static int _count;

    public static string ToText(ReadOnlySpan<char> name)
    {
        if (ByText.TryGetValue(name, out var known))
        {
            return known;
        }

        var text = name.ToString();
        if (Volatile.Read(ref _count) < Most && Names.TryAdd(text, text))
        {
            Interlocked.Increment(ref _count);
        }

        return text;
    }
}
