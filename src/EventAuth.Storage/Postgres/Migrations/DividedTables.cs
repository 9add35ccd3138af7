using Microsoft.EntityFrameworkCore.Migrations;

namespace EventAuth.Storage.Postgres.Migrations;

/// <summary>
/// The tables that are divided, which the model cannot say: events into accepted and rejected ones, and these and what else is known of
/// rejections by the day of their receipt. Ids are unique because one writer at a time gives them.
/// </summary>
internal static class DividedTables
{
    // What lies outside the days that are made goes into the one partition that is there from the start.
    private const string Events =
        """
        CREATE TABLE "Events" (
            "Id" bigint NOT NULL,
            "ReceivedAt" bigint NOT NULL,
            "Reason" bigint NOT NULL,
            "Cause" text COLLATE "C",
            "Customer" bigint,
            "Count" integer NOT NULL,
            "Action" text COLLATE "C",
            "PolicyVersion" integer NOT NULL,
            "CertificateId" text COLLATE "C",
            "EventId" uuid,
            "ProfileId" bigint,
            "Label" text COLLATE "C",
            "Time" bigint,
            "OriginalTime" bigint,
            "Params" text COLLATE "C",
            "ProfileUpdated" boolean NOT NULL,
            "Conflict" boolean NOT NULL,
            "NotKept" text COLLATE "C"
        ) PARTITION BY RANGE ("Reason");
        CREATE TABLE "EventsAccepted" PARTITION OF "Events" FOR VALUES FROM (MINVALUE) TO (20) PARTITION BY RANGE ("ReceivedAt");
        CREATE TABLE "EventsRejected" PARTITION OF "Events" FOR VALUES FROM (20) TO (MAXVALUE) PARTITION BY RANGE ("ReceivedAt");
        CREATE TABLE "EventsAccepted_Other" PARTITION OF "EventsAccepted" DEFAULT;
        CREATE TABLE "EventsRejected_Other" PARTITION OF "EventsRejected" DEFAULT;
        CREATE INDEX "IX_Events_Id" ON "Events" ("Id");
        CREATE INDEX "IX_EventsAccepted_EventId" ON "EventsAccepted" ("EventId") WHERE "EventId" IS NOT NULL;
        CREATE INDEX "IX_EventsAccepted_ProfileId" ON "EventsAccepted" ("ProfileId", "Time", "ReceivedAt", "EventId") INCLUDE ("Id")
            WHERE "ProfileId" IS NOT NULL;
        """;

    private const string Rejections =
        """
        CREATE TABLE "Rejections" (
            "Id" bigint NOT NULL,
            "ReceivedAt" bigint NOT NULL,
            "UuidHash" bytea,
            "EmailHash" bytea,
            "CustomIdHash" bytea,
            "Origin" text COLLATE "C",
            "Sdk" text COLLATE "C",
            "ExpiredSeconds" bigint,
            "Payload" bytea
        ) PARTITION BY RANGE ("ReceivedAt");
        CREATE TABLE "Rejections_Other" PARTITION OF "Rejections" DEFAULT;
        CREATE INDEX "IX_Rejections_Id" ON "Rejections" ("Id");
        CREATE INDEX "IX_Rejections_Payload" ON "Rejections" ("Id") WHERE "Payload" IS NOT NULL;
        CREATE INDEX "IX_Rejections_UuidHash" ON "Rejections" ("UuidHash") WHERE "UuidHash" IS NOT NULL;
        CREATE INDEX "IX_Rejections_EmailHash" ON "Rejections" ("EmailHash") WHERE "EmailHash" IS NOT NULL;
        CREATE INDEX "IX_Rejections_CustomIdHash" ON "Rejections" ("CustomIdHash") WHERE "CustomIdHash" IS NOT NULL;
        """;

    // Against slips and other programs; who owns the table can switch them off, and then the hashes tell.
    private const string AuditTrail =
        """
        CREATE FUNCTION "AuditEntries_Refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'The audit trail is append-only.'; END $$;
        CREATE FUNCTION "AuditEntries_RefuseBefore"() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Number" >= NEW."Number") THEN
                    RAISE EXCEPTION 'The audit trail is append-only.';
                END IF;
                RETURN NEW;
            END $$;
        CREATE TRIGGER "AuditEntries_NoUpdate" BEFORE UPDATE ON "AuditEntries"
            FOR EACH STATEMENT EXECUTE FUNCTION "AuditEntries_Refuse"();
        CREATE TRIGGER "AuditEntries_NoDelete" BEFORE DELETE OR TRUNCATE ON "AuditEntries"
            FOR EACH STATEMENT EXECUTE FUNCTION "AuditEntries_Refuse"();
        CREATE TRIGGER "AuditEntries_AtTheEnd" BEFORE INSERT ON "AuditEntries"
            FOR EACH ROW EXECUTE FUNCTION "AuditEntries_RefuseBefore"();
        """;

    public static void Create(MigrationBuilder migration)
    {
        migration.Sql(Events);
        migration.Sql(Rejections);
    }

    /// <summary>Keeps the audit trail from anything but appending.</summary>
    public static void GuardAuditTrail(MigrationBuilder migration) => migration.Sql(AuditTrail);
}
