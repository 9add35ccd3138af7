using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EventAuth.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteDbContext))]
    [Migration("20261122222500_UsedTokens")]
    public sealed class UsedTokens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: the key is the whole row, so one B-tree is enough.
            migrationBuilder.Sql(
                """
                CREATE TABLE "UsedTokens" (
                    "Expires" INTEGER NOT NULL,
                    "TokenId" TEXT NOT NULL,
                    CONSTRAINT "PK_UsedTokens" PRIMARY KEY ("Expires", "TokenId")
                ) WITHOUT ROWID;
                """);
        }
    }
}
