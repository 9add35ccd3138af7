using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Snippets;

/// <summary>
/// An installation that checks issuer and audience, whose names are hard to write in a program, takes a token once, and requires proofs.
/// </summary>
public sealed class CheckedClaimsTests(CheckedClaimsTests.Installation shared)
    : SnippetTest(shared), IClassFixture<CheckedClaimsTests.Installation>
{
    public sealed class Installation : ProgramWithKeys
    {
        public override bool RequiresProof => true;

        protected override ProgramSettings Settings => new()
        {
            Further = new Dictionary<string, string>
            {
                ["Tokens:Issuer"] = "https://shop.example/ \"a\" 'b' \\ \\u0022 $x ${y} {{audience}} %s `z` é😀\t<i>",
                ["Tokens:Audience"] = "\\",
                ["Tokens:SingleUse"] = "true",
                ["Tokens:ProofOfPossession"] = "Required",
            },
        };
    }
}
