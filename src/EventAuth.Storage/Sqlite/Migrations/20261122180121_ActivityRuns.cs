using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EventAuth.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDbContext))]
    [Migration("20261122180121_ActivityRuns")]
    public sealed class ActivityRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Events_ProfileId_Time_ReceivedAt_EventId",
                table: "Events");

            // By hand: the key is the whole row, so one B-tree is enough.
            migrationBuilder.Sql(
                """
                CREATE TABLE "Activities" (
                    "Run" INTEGER NOT NULL,
                    "ProfileId" INTEGER NOT NULL,
                    "Time" INTEGER NOT NULL,
                    "ReceivedAt" INTEGER NOT NULL,
                    "EventId" BLOB NOT NULL,
                    CONSTRAINT "PK_Activities" PRIMARY KEY ("Run", "ProfileId", "Time", "ReceivedAt", "EventId")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateTable(
                name: "ActivityRuns",
                columns: table => new
                {
                    Run = table.Column<long>(type: "INTEGER", nullable: false),
                    LastEvent = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivityRuns", x => x.Run);
                });
        }
    }
}
