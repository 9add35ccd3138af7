using System.Globalization;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>The options of a run.</summary>
internal sealed record IngestOptions
{
    /// <summary>Words that may follow ./bench.sh.</summary>
    public static readonly string Usage =
        $"""
        ./bench.sh [--seconds N] [--rounds N] [--small] [--former FILE] [part …]
                                                         single parts, all but "large" without any: {string.Join(' ', IngestParts.All.Select(part => part.Name))}
        ./bench.sh --quick                               the headline in three minutes
        ./bench.sh soak [minutes]                        half of full load, 30 minutes without a number
        --former: part "former" compares with an earlier build of the program, of which this is the executable file or the assembly
        --small: a hundredth of the tokens, events and profiles, to try the lines of growth out; and attacks of connections for 3 s
        """;

    /// <summary>How long a sample lasts, in seconds.</summary>
    public int Seconds { get; private init; } = 5;

    /// <summary>How often ours and the other are compared on one line.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>How often a sample that other processes disturb is repeated at most.</summary>
    public int Repeats { get; private init; } = 3;

    public bool Quick { get; private init; }

    /// <summary>Whether the growth lines only go to a hundredth of their sizes.</summary>
    public bool Small { get; private init; }

    /// <summary>Minutes of the soak; null if none was requested.</summary>
    public int? Soak { get; private init; }

    /// <summary>The file of an earlier build to compare with; null if none was given.</summary>
    public string? Former { get; private init; }

    /// <summary>The parts to run.</summary>
    public IReadOnlyList<IngestPart> Parts { get; private init; } = [.. IngestParts.All.Where(part => part.Name != IngestParts.Large)];

    /// <summary>Reads the arguments; null if they are invalid.</summary>
    public static IngestOptions? Read(string[] arguments) => arguments switch
    {
        ["--quick"] => new IngestOptions { Quick = true, Seconds = 3, Rounds = 2, Repeats = 1 },
        ["soak"] => new IngestOptions { Soak = 30 },
        ["soak", var minutes] when Number(minutes) is { } number => new IngestOptions { Soak = number },
        ["--seconds", var seconds, .. var rest] when Number(seconds) is { } number => Read(rest) is { } options ? options with { Seconds = number } : null,
        ["--rounds", var rounds, .. var rest] when Number(rounds) is { } number => Read(rest) is { } options ? options with { Rounds = number } : null,
        ["--former", var file, .. var rest] when File.Exists(file) => Read(rest) is { } options ? options with { Former = Path.GetFullPath(file) } : null,
        ["--small", .. var rest] => Read(rest) is { } options ? options with { Small = true } : null,
        [] => new IngestOptions(),
        _ when arguments.All(name => IngestParts.Of(name).Any()) => new IngestOptions { Parts = [.. IngestParts.All.Intersect(arguments.SelectMany(IngestParts.Of))] },
        _ => null,
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
