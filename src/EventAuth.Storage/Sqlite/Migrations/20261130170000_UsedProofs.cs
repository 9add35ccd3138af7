using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EventAuth.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDbContext))]
    [Migration("20261130170000_UsedProofs")]
    public sealed class UsedProofs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: the key is the whole row, so one B-tree is enough.
            migrationBuilder.Sql(
                """
                CREATE TABLE "UsedProofs" (
                    "IssuedAt" INTEGER NOT NULL,
                    "Id" BLOB NOT NULL,
                    CONSTRAINT "PK_UsedProofs" PRIMARY KEY ("IssuedAt", "Id")
                ) WITHOUT ROWID;
                """);
        }
    }
}
