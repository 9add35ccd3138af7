using EventAuth.Core.Policies;

namespace EventAuth.Core.Catalog;

/// <summary>The events that every installation knows, from <c>standard-events.csv</c> next to this file.</summary>
public static class StandardEvents
{
    /// <summary>All of them, in the order of the file.</summary>
    public static ImmutableArray<EventDefinition> All { get; } = Read();

    /// <summary>What people call an event that nobody named: "client.addTag" becomes "Client add tag".</summary>
    public static string DisplayNameOf(EventName action)
    {
        var words = new StringBuilder();
        foreach (var c in action.Value)
        {
            if (c is '.' or '-' or '_')
            {
                words.Append(' ');
            }
            else if (char.IsAsciiLetterUpper(c) && words.Length > 0 && char.IsAsciiLetterLower(words[^1]))
            {
                words.Append(' ').Append(char.ToLowerInvariant(c));
            }
            else
            {
                words.Append(c);
            }
        }

        var name = words.ToString().Trim();
        return name.Length == 0 ? action.Value : char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static ImmutableArray<EventDefinition> Read()
    {
        using var stream = typeof(StandardEvents).Assembly.GetManifestResourceStream(typeof(StandardEvents), "standard-events.csv")!;
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. rows.Skip(1).Select(ReadRow)];
    }

    private static EventDefinition ReadRow(string row)
    {
        // Three fields, of which only the last, the description, may be quoted.
        var fields = row.Split(',', 3);
        var action = EventName.Parse(fields[0]);
        return new EventDefinition(action, DisplayNameOf(action), fields[2].Trim('"'), fields[1], EventSource.Standard, LastSeenAt: null);
    }
}
