using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>A test over published vectors, which lie beside the repository and not in it; skipped, with the reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedVectorsFactAttribute : FactAttribute
{
    public PublishedVectorsFactAttribute(string file)
    {
        if (ContractFiles.Shared("vectors", file) is null)
        {
            Skip = "The published vectors are absent: ../shared/vectors/" + file;
        }
    }
}
