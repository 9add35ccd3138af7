using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EventAuth.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDbContext))]
    [Migration("20261126163840_DecisionRecord")]
    public sealed class DecisionRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Customer",
                table: "Events",
                type: "INTEGER",
                nullable: true);

            // By hand: their keys are nearly the whole row, so one B-tree each is enough.
            migrationBuilder.Sql(
                """
                CREATE TABLE "DecisionCounts" (
                    "Width" INTEGER NOT NULL,
                    "Period" INTEGER NOT NULL,
                    "Reason" INTEGER NOT NULL,
                    "Customer" INTEGER NOT NULL,
                    "CertificateId" TEXT NOT NULL,
                    "Action" TEXT NOT NULL,
                    "Count" INTEGER NOT NULL,
                    CONSTRAINT "PK_DecisionCounts" PRIMARY KEY ("Width", "Period", "Reason", "Customer", "CertificateId", "Action")
                ) WITHOUT ROWID;
                """);
            migrationBuilder.Sql(
                """
                CREATE TABLE "StretchDecisions" (
                    "Stretch" INTEGER NOT NULL,
                    "Reason" INTEGER NOT NULL,
                    "Action" TEXT NOT NULL,
                    "CertificateId" TEXT NOT NULL,
                    "Places" BLOB NULL,
                    CONSTRAINT "PK_StretchDecisions" PRIMARY KEY ("Stretch", "Reason", "Action", "CertificateId")
                ) WITHOUT ROWID;
                """);
            migrationBuilder.Sql(
                """
                CREATE TABLE "RejectionSlots" (
                    "File" BLOB NOT NULL,
                    "Slot" INTEGER NOT NULL,
                    "Counted" INTEGER NOT NULL,
                    CONSTRAINT "PK_RejectionSlots" PRIMARY KEY ("File", "Slot")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateTable(
                name: "DecisionStretches",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    LastEvent = table.Column<long>(type: "INTEGER", nullable: false),
                    Indexed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionStretches", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Rejections",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    UuidHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    EmailHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CustomIdHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Origin = table.Column<string>(type: "TEXT", nullable: true),
                    Sdk = table.Column<string>(type: "TEXT", nullable: true),
                    ExpiredSeconds = table.Column<long>(type: "INTEGER", nullable: true),
                    Payload = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rejections", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Rejections_CustomIdHash",
                table: "Rejections",
                column: "CustomIdHash",
                filter: "\"CustomIdHash\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Rejections_EmailHash",
                table: "Rejections",
                column: "EmailHash",
                filter: "\"EmailHash\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Rejections_Payload",
                table: "Rejections",
                column: "Id",
                filter: "\"Payload\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Rejections_UuidHash",
                table: "Rejections",
                column: "UuidHash",
                filter: "\"UuidHash\" IS NOT NULL");
        }
    }
}
