namespace EventAuth.Ingest;

/// <summary>What became of a request as a whole, for counters and traces.</summary>
internal enum RequestOutcome
{
    /// <summary>Every event was accepted.</summary>
    Accepted,

    /// <summary>A batch of which some events were accepted.</summary>
    PartlyAccepted,

    /// <summary>It was answered with an error.</summary>
    Refused,
}

/// <summary>The outcomes as words.</summary>
internal static class RequestOutcomeExtensions
{
    public static string ToWord(this RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Accepted => "accepted",
        RequestOutcome.PartlyAccepted => "partly_accepted",
        RequestOutcome.Refused => "refused",
    };
}
