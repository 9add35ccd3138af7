namespace EventAuth.Storage.Catalog;

/// <summary>When actions were seen last: the journal writes it with each complete run of activities, and not with each event.</summary>
internal static class LastSeenRecovery
{
    /// <summary>Takes up what is not written yet from the events after the last run. Whoever forgets what was seen runs this first.</summary>
    public const string TakeUp =
        """
        UPDATE "Catalog" SET "LastSeenAt" = recent."At"
        FROM (SELECT "Action" AS "Name", max("ReceivedAt") AS "At" FROM "Events"
            WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "ActivityRuns") AND "EventId" IS NOT NULL GROUP BY "Action") AS recent
        WHERE "Action" = recent."Name" AND coalesce("LastSeenAt", 0) < recent."At"
        """;
}
