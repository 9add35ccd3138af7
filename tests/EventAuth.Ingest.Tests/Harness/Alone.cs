namespace EventAuth.Ingest.Tests.Harness;

/// <summary>For tests that count what the whole process shares: who listens to measurements and spans in one test is heard in all.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
