namespace EventAuth.Ingest.Tests.Harness;

/// <summary>For tests that count what the whole process shares: listening to measurements and spans in one test affects all.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
