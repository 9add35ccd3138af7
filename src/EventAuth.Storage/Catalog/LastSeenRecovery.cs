namespace EventAuth.Storage.Catalog;

/// <summary>When actions were seen last: the journal writes it with each complete stretch of events, and not with each event.</summary>
internal static class LastSeenRecovery
{
    /// <summary>Takes up what is not written yet from the events after the last stretch, at the start of the program.</summary>
    public const string TakeUp =
        """
        UPDATE "Catalog" SET "LastSeenAt" = recent."At"
        FROM (SELECT "Action" AS "Name", max("ReceivedAt") AS "At" FROM "Events"
            WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches") AND "Reason" < 20
                AND "ReceivedAt" BETWEEN 0 AND 253402300799999 GROUP BY "Action") AS recent
        WHERE "Action" = recent."Name" AND coalesce("LastSeenAt", 0) < recent."At"
        """;
}
