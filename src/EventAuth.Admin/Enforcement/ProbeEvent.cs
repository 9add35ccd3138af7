using System.Text.Json;

namespace EventAuth.Admin.Enforcement;

/// <summary>The event that is sent to prove enforcement.</summary>
/// <param name="Action">Its name.</param>
/// <param name="Scope">Whether it needs a token, and if not why.</param>
internal sealed record ProbeEvent(EventName Action, ProofScope Scope)
{
    // Nobody else has them; the same for all probes of a process, so that they leave no traces in memory either.
    private static readonly EventName s_unlisted = EventName.Parse($"enforcement-{Guid.NewGuid().ToString("N")[..16]}");
    private static readonly string s_uuid = Guid.NewGuid().ToString();

    /// <summary>Whose event it is, and whose token.</summary>
    public static string Uuid => s_uuid;

    /// <summary>An event that needs a token by a policy, if any does.</summary>
    public static ProbeEvent For(EventPolicy policy)
    {
        var protectedEvents = policy[EventListKind.UpdateWithJwt];
        return policy.Mode == PolicyMode.Monitor ? new ProbeEvent(s_unlisted, ProofScope.OnlyMonitored)
            : !protectedEvents.IsEmpty
                ? new ProbeEvent(protectedEvents[Random.Shared.Next(protectedEvents.Count)], ProofScope.Everything)
            : policy.OtherEvents == OtherEvents.RequireJwt && policy.ListsOf(s_unlisted) == EventLists.None
                ? new ProbeEvent(s_unlisted, ProofScope.Everything)
            : new ProbeEvent(s_unlisted, ProofScope.NothingNeedsToken);
    }

    /// <summary>The body of a request with it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new { action = Action.Value, client = new { uuid = s_uuid } });
}
