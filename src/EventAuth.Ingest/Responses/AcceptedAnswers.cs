using System.IO.Pipelines;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Responses;

/// <summary>Answers a single accepted event. What follows the event's id is the same for a reason and policy, so it is made once.</summary>
internal sealed class AcceptedAnswers
{
    private const int IdLength = 36;
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

    private static ReadOnlySpan<byte> BeforeId => "{\"status\":\"accepted\",\"eventId\":\""u8;

    /// <summary>202, after the event is durable. Completes when the answer is being sent.</summary>
    public static ValueTask<FlushResult> WriteAsync(HttpResponse response, JournalReceipt receipt, int policyVersion)
    {
        var afterId = AfterId(receipt.Decision, policyVersion);

        // Only for the sender of a valid token: the answer must not tell others what is known about a customer.
        ReadOnlySpan<byte> notKept = receipt.NotKept is { } names
            ? Encoding.UTF8.GetBytes($",\"notKept\":{JsonSerializer.Serialize(names)}}}")
            : [];
        var length = BeforeId.Length + IdLength + afterId.Length + Math.Max(notKept.Length - 1, 0);
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = length;
        var body = response.BodyWriter;
        var into = body.GetSpan(length);
        BeforeId.CopyTo(into);
        receipt.EventId.TryFormat(into[BeforeId.Length..], out _);
        afterId.CopyTo(into[(BeforeId.Length + IdLength)..]);
        if (notKept.Length > 0)
        {
            // Replaces the closing bracket, which is also its own last byte.
            notKept.CopyTo(into[(length - notKept.Length)..]);
        }

        body.Advance(length);
        return body.FlushAsync();
    }

    /// <summary>The end of the answer, in UTF-8. Events under an older policy build their own.</summary>
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

    /// <summary>Every part is a number or one of our own words, so nothing needs escaping.</summary>
    private byte[] Make(DecisionReason reason, string updated)
    {
        var monitored = reason.Monitored() is { } rejection ? $",\"monitored\":\"{rejection.ToCode()}\"" : "";
        return Encoding.ASCII.GetBytes(
            $"\",\"reason\":\"{reason.ToCode()}\"{monitored},\"profileUpdated\":{updated},\"policyVersion\":{_policyVersion}}}");
    }
}
