using System.Text;
using EventAuth.Admin.Enforcement;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Enforcement;

public sealed class ProbeEventTests
{
    private static readonly EventPolicy Listed = EventPolicy.Empty.With(EventListKind.UpdateWithJwt, [EventName.Parse("a.b"), EventName.Parse("c.d")]);

    [Fact]
    public void Event_ListWithJwt_IsOneOfThem()
    {
        var probe = ProbeEvent.For(Listed);

        Assert.Equal(ProofScope.Everything, probe.Scope);
        Assert.Contains(probe.Action, Listed[EventListKind.UpdateWithJwt]);
    }

    [Fact]
    public void Event_OthersNeedAToken_IsOnNoList()
    {
        var policy = EventPolicy.Empty with { OtherEvents = OtherEvents.RequireJwt };

        var probe = ProbeEvent.For(policy);

        Assert.Equal(ProofScope.Everything, probe.Scope);
        Assert.Equal(EventLists.None, policy.ListsOf(probe.Action));
        Assert.Equal(
            DecisionReason.OtherNeedsJwt,
            EventDecider.Decide(PolicySnapshot.Compile(new PolicyRevision(1, policy, "test", default, null)), probe.Action, CustomerState.Anonymous).Reason);
    }

    [Theory]
    [InlineData(OtherEvents.Reject)]
    [InlineData(OtherEvents.Accept)]
    public void Event_NothingNeedsAToken_SaysSo(OtherEvents others) =>
        Assert.Equal(ProofScope.NothingNeedsToken, ProbeEvent.For(EventPolicy.Empty with { OtherEvents = others }).Scope);

    [Fact]
    public void Event_Monitored_SaysSo() =>
        Assert.Equal(ProofScope.OnlyMonitored, ProbeEvent.For(Listed with { Mode = PolicyMode.Monitor }).Scope);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ForgedToken_EverythingRightButItsSignature_IsRefusedForThat(bool hasRules)
    {
        var now = new DateTimeOffset(2026, 11, 22, 9, 15, 0, TimeSpan.Zero);
        var rules = hasRules
            ? new TokenRules { Issuer = "shop", Audience = "events", SingleUse = true, MaxLifetime = TimeSpan.FromSeconds(30) }
            : new TokenRules();
        var reading = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(SigningKey.Shared.PublicPem));
        var key = VerificationKey.Of(new Certificate("c", reading.Pem, reading.Sha256, reading.KeySize, now, "test"));

        var sent = ForgedToken.Authorization(rules, key, now);

        Assert.StartsWith("Bearer ", sent, StringComparison.Ordinal);
        var verification = new TokenVerifier(rules).Verify(Encoding.ASCII.GetBytes(sent["Bearer ".Length..]), key, now);
        Assert.Equal((TokenFailure.WrongSignature, true), (verification.Failure, verification.CheckedSignature));
        Assert.NotEqual(sent, ForgedToken.Authorization(rules, key, now));
    }
}
