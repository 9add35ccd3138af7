using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EventAuth.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CustomerRights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Hidden",
                table: "Catalog",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "TokenEnds",
                columns: table => new
                {
                    Identifier = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TokenEnds", x => x.Identifier);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TokenEnds");

            migrationBuilder.DropColumn(
                name: "Hidden",
                table: "Catalog");
        }
    }
}
