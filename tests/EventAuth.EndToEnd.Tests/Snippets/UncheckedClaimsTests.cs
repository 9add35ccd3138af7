namespace EventAuth.EndToEnd.Tests.Snippets;

/// <summary>An installation as it is at first: no token needs an issuer, an audience or an id. The database makes no difference.</summary>
[Trait("Database", "Sqlite")]
public sealed class UncheckedClaimsTests(UncheckedClaimsTests.Installation shared)
    : SnippetTest(shared), IClassFixture<UncheckedClaimsTests.Installation>
{
    public sealed class Installation : ProgramWithKeys;
}
