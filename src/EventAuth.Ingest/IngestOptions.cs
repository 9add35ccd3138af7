using System.Collections.Immutable;
using System.Globalization;
using EventAuth.Ingest.Cors;
using Microsoft.Extensions.Configuration;

namespace EventAuth.Ingest;

/// <summary>The settings of the ingest endpoint.</summary>
public sealed record IngestOptions
{
    /// <summary>The section of the configuration that holds them.</summary>
    public const string Section = "Ingest";

    /// <summary>The longest time a sender may be told to wait, in seconds.</summary>
    public const int MaxRetryAfterSeconds = 3_600;

    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>Origins whose browsers may send events, as browsers write them; empty for any. <c>Ingest:AllowedOrigins</c>, as a list or in one text with commas.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>What <c>Retry-After</c> says while this process is overloaded, 1–3,600. <c>Ingest:RetryAfterSeconds</c>.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    /// <summary>Reads the section, and adds one sentence to <paramref name="problems"/> for each setting that is wrong, naming its key.</summary>
    public static IngestOptions Read(IConfiguration configuration, ICollection<string> problems)
    {
        var section = configuration.GetSection(Section);
        var options = new IngestOptions { AllowedOrigins = ReadOrigins(section.GetSection(nameof(AllowedOrigins)), problems) };
        if (section[nameof(RetryAfterSeconds)] is not { Length: > 0 } text)
        {
            return options;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MaxRetryAfterSeconds)
        {
            return options with { RetryAfterSeconds = seconds };
        }

        problems.Add($"{Section}:{nameof(RetryAfterSeconds)} must be a whole number of seconds from 1 to {MaxRetryAfterSeconds}.");
        return options;
    }

    private static ImmutableArray<string> ReadOrigins(IConfigurationSection section, ICollection<string> problems)
    {
        var origins = ImmutableArray.CreateBuilder<string>();
        foreach (var setting in section.GetChildren().Prepend(section))
        {
            foreach (var text in (setting.Value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                if (OriginPolicy.TryNormalize(text, out var origin))
                {
                    origins.Add(origin);
                }
                else
                {
                    problems.Add($"{setting.Path} must name origins such as https://shop.example, without a path. Leave it out to allow any.");
                }
            }
        }

        return origins.ToImmutable();
    }
}
