using EventAuth.Admin.Hosting;

namespace EventAuth.Admin.Settings;

/// <summary>The program must not start. Each sentence says why, naming the setting or the thing to put right; people read them on standard error.</summary>
public sealed class StartRefusedException : Exception
{
    public StartRefusedException(params IReadOnlyList<string> sentences)
        : base(string.Join(Environment.NewLine, sentences)) => Sentences = sentences;

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Sentences { get; }
}
