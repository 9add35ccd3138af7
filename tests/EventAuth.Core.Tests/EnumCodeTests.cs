using EventAuth.Core.Administration;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Explanations;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests;

/// <summary>The codes of the contract are made from the names of members: renaming one fails here.</summary>
public sealed class EnumCodeTests
{
    [Fact]
    public void Codes_OfTheContract_AreThese()
    {
        Assert.Equal("hour day week month", CodesOf<OverviewSpan>(span => span.ToWord()));
        Assert.Equal("lists certificate request", CodesOf<EditPlace>(place => place.ToCode()));
        Assert.Equal(
            "add_to_list remove_from_list define_certificate send_token replace_token renew_token send_own_token drop_token identify_customer correct_event",
            CodesOf<EditKind>(kind => kind.ToCode()));
        Assert.Equal(
            "form token list_with_jwt list_without_jwt other_events valid_token known_customer anonymous_list", CodesOf<DecisionRule>(rule => rule.ToCode()));
        Assert.Equal(
            "no_certificate on_both_update_lists on_anonymous_and_jwt_list page_visit_missing open_to_all looks_personal not_seen nearly_the_same "
            + "monitored_for_long",
            CodesOf<PolicyFindingKind>(kind => kind.ToCode()));
        Assert.Equal(
            "listed_with_jwt listed_update_without_jwt authenticated listed_anonymous anonymous_list_empty known_customer jwt_required "
            + "invalid_token token_expired identity_mismatch not_allowed_for_anonymous invalid_event malformed_json not_listed",
            string.Join(' ', Enum.GetValues<DecisionReason>().Where(reason => reason.Answered() == reason).Select(reason => reason.ToCode())));
    }

    [Fact]
    public void Codes_OfAPolicy_AreThese()
    {
        Assert.Equal("enforce monitor", CodesOf<PolicyMode>(mode => mode.ToCode()));
        Assert.Equal("accept require_jwt reject", CodesOf<OtherEvents>(others => others.ToCode()));
        Assert.Equal("anonymous known authenticated any", CodesOf<GuaranteedCustomer>(customer => customer.ToCode()));
        Assert.Equal("accepted rejected no_data_change data_change", CodesOf<GuaranteedOutcome>(outcome => outcome.ToCode()));
        Assert.Equal("guard confirm", CodesOf<PendingKind>(kind => kind.ToCode()));
        Assert.Equal(["accept", "require_jwt", "reject"], PolicyCodes.All<OtherEvents>());
        Assert.True(PolicyCodes.TryRead("require_jwt", out OtherEvents others) && others == OtherEvents.RequireJwt);
        Assert.False(PolicyCodes.TryRead<OtherEvents>("RequireJwt", out _));
        Assert.False(PolicyCodes.TryRead<PolicyMode>("1", out _));
    }

    [Fact]
    public void Codes_OfReasonsWithoutOneOfTheirOwn_AreThoseOfTheContract()
    {
        var own = Enum.GetValues<DecisionReason>().Where(reason => reason.Answered() == reason).Select(reason => reason.ToCode()).ToHashSet();

        Assert.All(Enum.GetValues<DecisionReason>(), reason => Assert.Contains(reason.ToCode(), own));
        Assert.Equal(
            [.. MonitoredDecisions.All, DecisionReason.OtherNeedsJwt],
            Enum.GetValues<DecisionReason>().Where(reason => reason.Answered() != reason));
    }

    [Fact]
    public void TryParse_EachCodeAndAnother_GivesTheMemberOrNone()
    {
        Assert.All(Enum.GetValues<DecisionReason>(), reason => Assert.True(
            DecisionReasonExtensions.TryParse(reason.ToCode(), out var again) && again == reason.Answered()));
        Assert.False(OverviewSpanExtensions.TryParse("Hour", out _));
        Assert.False(OverviewSpanExtensions.TryParse(null, out _));
    }

    private static string CodesOf<T>(Func<T, string> codeOf)
        where T : struct, Enum => string.Join(' ', Enum.GetValues<T>().Select(codeOf));
}
