namespace EventAuth.Core.Tests.Tokens.Published;

/// <summary>A test over published vectors, which are next to the repository and not in it; skipped, with the reason, if they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedVectorsFactAttribute : FactAttribute
{
    public PublishedVectorsFactAttribute(string schema)
    {
        if (!VectorFiles.All.Any(file => file.HasSchema(schema)))
        {
            Skip = "No published vectors of the schema " + schema + " in ../shared/vectors";
        }
    }
}
