namespace EventAuth.Admin.Settings;

/// <summary>The program must not start. Each sentence says why, on standard error, naming the setting or thing to put right.</summary>
public sealed class StartRefusedException : Exception
{
    public StartRefusedException(params IReadOnlyList<string> sentences)
        : base(string.Join(Environment.NewLine, sentences)) => Sentences = sentences;

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Sentences { get; }
}

/// <summary>Where the program tells the person who started it how to go on: standard output, and in tests a text.</summary>
internal sealed record StartOutput(TextWriter Writer);
