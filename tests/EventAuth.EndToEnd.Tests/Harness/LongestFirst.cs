using EventAuth.EndToEnd.Tests.Accessibility;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Policies;
using EventAuth.EndToEnd.Tests.Proofs;
using EventAuth.EndToEnd.Tests.Sdk.Chaos;
using EventAuth.EndToEnd.Tests.Tokens;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(LongestFirst.TypeName, LongestFirst.AssemblyName)]

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>The classes that take longest start first, so that none of them runs alone at the end. The others run in any order.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    internal const string TypeName = AssemblyName + ".Harness." + nameof(LongestFirst);
    internal const string AssemblyName = "EventAuth.EndToEnd.Tests";

    private static readonly string[] s_longest =
    [
        nameof(ChaosTests), nameof(EveryPageTests), nameof(StolenTokenTests), nameof(TrialKillTests), nameof(TokenInspectorTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(
        collection => Array.FindIndex(s_longest, name => collection.DisplayName.EndsWith("." + name, StringComparison.Ordinal)) switch
        {
            -1 => s_longest.Length,
            var place => place,
        });
}
