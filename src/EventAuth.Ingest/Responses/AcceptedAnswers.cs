using System.Text;
using EventAuth.Core.Decisions;

namespace EventAuth.Ingest.Responses;

/// <summary>What follows the event's id in the answer to an accepted event: the same for each reason and policy, so made once.</summary>
internal sealed class AcceptedAnswers
{
    private static volatile AcceptedAnswers _current = new(0);

    private readonly int _policyVersion;
    private readonly byte[][] _answers;

    private AcceptedAnswers(int policyVersion)
    {
        _policyVersion = policyVersion;
        var reasons = Enum.GetValues<DecisionReason>();
        _answers = new byte[2 * ((int)reasons.Max() + 1)][];
        foreach (var reason in reasons.Where(reason => reason.Accepts()))
        {
            _answers[Place(new Decision(reason, MayChangeData: false))] = Make(reason, "false");
            _answers[Place(new Decision(reason, MayChangeData: true))] = Make(reason, "true");
        }
    }

    /// <summary>The end of the answer, in UTF-8. Events under an older policy make it anew, for themselves alone.</summary>
    public static ReadOnlySpan<byte> AfterId(Decision decision, int policyVersion)
    {
        var answers = _current;
        if (answers._policyVersion != policyVersion)
        {
            answers = new AcceptedAnswers(policyVersion);
            if (policyVersion > _current._policyVersion)
            {
                _current = answers;
            }
        }

        return answers._answers[Place(decision)];
    }

    private static int Place(Decision decision) => (2 * (int)decision.Reason) + (decision.MayChangeData ? 1 : 0);

    /// <summary>Every part is a number or a word of ours, so nothing needs escaping.</summary>
    private byte[] Make(DecisionReason reason, string updated) =>
        Encoding.ASCII.GetBytes($"\",\"reason\":\"{reason.ToCode()}\",\"profileUpdated\":{updated},\"policyVersion\":{_policyVersion}}}");
}
