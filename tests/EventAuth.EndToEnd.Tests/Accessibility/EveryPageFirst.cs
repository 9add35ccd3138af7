using EventAuth.EndToEnd.Tests.Accessibility;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(EveryPageFirst.TypeName, EveryPageFirst.AssemblyName)]

namespace EventAuth.EndToEnd.Tests.Accessibility;

/// <summary>The class that takes longest starts first, so that it does not run alone at the end. The others run in any order.</summary>
public sealed class EveryPageFirst : ITestCollectionOrderer
{
    internal const string TypeName = AssemblyName + ".Accessibility." + nameof(EveryPageFirst);
    internal const string AssemblyName = "EventAuth.EndToEnd.Tests";

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => !collection.DisplayName.EndsWith("." + nameof(EveryPageTests), StringComparison.Ordinal));
}
