using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EventAuth.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDbContext))]
    [Migration("20261129072500_ProofMarks")]
    public sealed class ProofMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Unproven",
                table: "Profiles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Proven",
                table: "Identifiers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "NotKept",
                table: "Events",
                type: "TEXT",
                nullable: true);

            // By hand: what is there already is as good as its link says. A token carried it (1), or this server made it (3).
            migrationBuilder.Sql(
                """
                UPDATE "Identifiers" SET "Proven" = 1 WHERE ("Kind", "Value", "ProfileId") IN (
                    SELECT "Kind", "Value", "ProfileId" FROM "ProfileLinks" WHERE "Proof" IN (1, 3));
                """);

            // Which event wrote an attribute is not stored, only which events of the profile could. Those with a token name a certificate:
            // where all of them do, all that is there came with proof; where one does not, nothing is taken for proven.
            migrationBuilder.Sql(
                """
                UPDATE "Profiles" SET "Unproven" = (SELECT json_group_array("key") FROM json_each("Profiles"."Attributes"))
                WHERE "Attributes" <> '{}' AND "Id" IN (
                    SELECT coalesce(own."MergedInto", own."Id") FROM "Profiles" own WHERE own."Id" IN (
                        SELECT "ProfileId" FROM "Events" WHERE "ProfileUpdated" = 1 AND "Conflict" = 0 AND "CertificateId" IS NULL));
                """);
        }
    }
}
