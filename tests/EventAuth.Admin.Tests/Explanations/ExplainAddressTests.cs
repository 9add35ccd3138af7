using EventAuth.Admin.Components.Explain;
using EventAuth.Admin.Explanations;
using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Explanations;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.WebUtilities;

namespace EventAuth.Admin.Tests.Explanations;

public sealed class ExplainAddressTests
{
    private static readonly EventName Subject = EventName.Parse("form.submit");
    private static readonly EventName Other = EventName.Parse("page.visit");

    public static TheoryData<DecisionReason> Reasons => [.. Enum.GetValues<DecisionReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void OfMost_AnyReason_LeadsToAnEventOfThatReasonOrToWhatIsRecorded(DecisionReason reason)
    {
        var address = ExplainAddress.OfMost(Subject.Value, reason);

        if (reason is DecisionReason.InvalidEvent or DecisionReason.MalformedJson)
        {
            Assert.Equal($"live?action=form.submit&code={reason.ToCode()}", address);
            return;
        }

        var query = QueryHelpers.ParseQuery(address[ExplainAddress.Page.Length..]);
        var input = new ExplainInput { Action = query["action"]!, Customer = query["customer"]!, Token = query["token"]! };
        Assert.Equal(reason, Assert.Single(DecisionExplainer.Explain(input.ToEvent()!, PolicyOf(reason))).Decision.Reason);
    }

    private static EventPolicy PolicyOf(DecisionReason reason)
    {
        var policy = EventPolicy.Empty.With(new Certificate("id", "", "", 2048, DateTimeOffset.UnixEpoch, "test"));
        return reason switch
        {
            DecisionReason.ListedWithJwt or DecisionReason.JwtRequired => policy.With(EventListKind.UpdateWithJwt, [Subject]),
            DecisionReason.ListedUpdateWithoutJwt => policy.With(EventListKind.UpdateWithoutJwt, [Subject]),
            DecisionReason.ListedAnonymous => policy.With(EventListKind.AnonymousWithoutJwt, [Subject]),
            DecisionReason.NotAllowedForAnonymous => policy.With(EventListKind.AnonymousWithoutJwt, [Other]),
            _ => policy,
        };
    }
}
