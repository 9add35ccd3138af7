using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Administration;

/// <summary>Judges a pending change.</summary>
public static class PendingVerdict
{
    /// <summary>What is to be done with it now.</summary>
    /// <param name="tally">What its version decided until now.</param>
    /// <param name="why">If it is taken back: why, for the history.</param>
    public static PendingEnd Of(PendingChange pending, VersionTally tally, DateTimeOffset now, out string why)
    {
        why = "";
        if (pending.Kind == PendingKind.Confirm)
        {
            why = "nobody confirmed it in time.";
            return now >= pending.Until ? PendingEnd.Revert : PendingEnd.None;
        }

        if (tally.Decisions >= PendingChange.LeastDecisions
            && 100.0 * tally.RejectedByLists / tally.Decisions is var percent && percent > pending.MaxRejectedPercent)
        {
            why = string.Create(
                CultureInfo.InvariantCulture,
                $"the lists rejected {percent:0.##} % of {tally.Decisions} decisions, more than {pending.MaxRejectedPercent:0.##} %.");
            return PendingEnd.Revert;
        }

        return now >= pending.Until ? PendingEnd.Keep : PendingEnd.None;
    }
}

/// <summary>How a pending change ends.</summary>
public enum PendingEnd
{
    /// <summary>Not yet.</summary>
    None,

    /// <summary>It stays.</summary>
    Keep,

    /// <summary>The former version comes back.</summary>
    Revert,
}
