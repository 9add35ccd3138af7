namespace EventAuth.Admin.Settings;

/// <summary>The program must not start. Each sentence says why, on standard error, naming the setting or thing to fix.</summary>
public sealed class StartRefusedException : Exception
{
    public StartRefusedException(params IReadOnlyList<string> sentences)
        : base(string.Join(Environment.NewLine, sentences)) => Sentences = sentences;

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Sentences { get; }
}

/// <summary>Where the program tells the person who started it how to continue: standard output; in tests, a string.</summary>
internal sealed record StartOutput(TextWriter Writer);
