namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>How the program is started, in addition to its settings.</summary>
internal sealed record ProgramStart
{
    /// <summary>Another build of it: its executable file, or its assembly; null for the one under test.</summary>
    public string? Path { get; init; }

    /// <summary>How many files and connections it may have open (<c>ulimit -n</c>); null for as many as this process.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>The words of its command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
