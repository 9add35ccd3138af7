using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens.Published;

/// <summary>The published vectors next to the repository, whatever files there are: a file is recognised by its schema, not by its name.</summary>
internal static class VectorFiles
{
    /// <summary>All files of the folder that are JSON.</summary>
    public static IReadOnlyList<VectorFile> All { get; } = Find();

    private static VectorFile[] Find()
    {
        var folder = Path.Combine(ContractFiles.Root, "..", "shared", "vectors");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(VectorFile.Read)] : [];
    }
}
