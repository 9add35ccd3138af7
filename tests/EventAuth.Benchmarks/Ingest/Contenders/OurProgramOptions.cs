namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>How our program is started.</summary>
/// <param name="PublicPem">The certificate that is put in force.</param>
/// <param name="Storing">Whether it is the program as it is; otherwise the same with a journal that decides and stores nothing.</param>
/// <param name="Former">The file of an earlier build that is started instead of this one; null for this one.</param>
/// <param name="OpenFiles">How many files and connections it may have open (<c>ulimit -n</c>); null for as many as this process.</param>
internal sealed record OurProgramOptions(string PublicPem, bool Storing = true, string? Former = null, int? OpenFiles = null)
{
    /// <summary>Whether tokens must be proven.</summary>
    public bool Proving { get; init; }
}
