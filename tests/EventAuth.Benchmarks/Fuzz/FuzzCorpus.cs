using EventAuth.Testing;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>The seeds: small files, a folder for each reader.</summary>
internal static class FuzzCorpus
{
    private static readonly string s_folder = Path.Combine(ContractFiles.Root, "tests", "EventAuth.Benchmarks", "Fuzz", "Corpus");

    /// <summary>All seeds of a reader, in the order of their names.</summary>
    public static IReadOnlyList<byte[]> Seeds(string reader) =>
        [.. Directory.EnumerateFiles(Path.Combine(s_folder, reader)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public static string Text(string reader, string name) => File.ReadAllText(Path.Combine(s_folder, reader, name));
}
