namespace EventAuth.Admin.Settings;

/// <summary>Reads single values of the configuration and collects what is wrong with them.</summary>
internal sealed class SettingSource(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    /// <summary>What is wrong so far, each sentence beginning with the setting's key.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Adds a problem: the sentence goes on after the key.</summary>
    public void Refuse(string key, string sentence) => _problems.Add($"{key} {sentence}");

    /// <summary>The text as set, or null when it is not set or blank.</summary>
    public string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The text as set, including blank; null only when it is not set.</summary>
    public string? Raw(string key) => configuration[key];

    /// <summary>A whole number within bounds; the fallback when it is not set.</summary>
    public int Number(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most)
        {
            return number;
        }

        Refuse(key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}."));
        return fallback;
    }

    /// <summary><c>true</c> or <c>false</c>; the fallback when not set.</summary>
    public bool Flag(string key, bool fallback = false)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (!bool.TryParse(text, out var flag))
        {
            Refuse(key, "must be true or false.");
        }

        return flag;
    }

    /// <summary>Several values: numbered (<c>Key:0</c>, <c>Key:1</c>) or one text with commas between them.</summary>
    public IEnumerable<string> Several(string key) =>
        configuration.GetSection(key).GetChildren().Select(child => child.Value ?? "")
            .Concat((configuration[key] ?? "").Split(','))
            .Select(text => text.Trim())
            .Where(text => text.Length > 0);

    /// <summary>Refuses names that no setting has: a typing error must not silently turn a check off.</summary>
    public void RefuseUnknown(string section, params ReadOnlySpan<string> known)
    {
        foreach (var child in configuration.GetSection(section).GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                Refuse(child.Path, $"is not a setting. {section} has: {string.Join(", ", known)}.");
            }
        }
    }
}
