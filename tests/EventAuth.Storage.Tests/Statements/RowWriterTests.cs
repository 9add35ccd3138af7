using EventAuth.Storage.Journal;
using EventAuth.Storage.Statements;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Statements;

/// <summary>A value goes to the column next to its name.</summary>
public sealed class RowWriterTests
{
    [Fact]
    public async Task Write_RowThatIsThere_IsWrittenAnewByItsKey()
    {
        await using var storage = await StartAsync();
        using var connection = new SqliteJournalConnection(storage.Options);
        var rows = new RowWriter<(long Run, long Last)>(
            connection,
            "ActivityRuns",
            key: "Run",
            ("LastEvent", (row, in run) => row.Bind(run.Last)),
            ("Run", (row, in run) => row.Bind(run.Run)));

        rows.Write((1, 10));
        rows.Write((2, 20));
        rows.Write((1, 11));

        Assert.Equal(11, storage.ReadNumber("""SELECT "LastEvent" FROM "ActivityRuns" WHERE "Run" = 1"""));
        Assert.Equal(2, storage.ReadNumber("""SELECT count(*) FROM "ActivityRuns" """));
    }

    [Fact]
    public async Task EventColumns_OfBothKinds_AreColumnsOfTheTable()
    {
        await using var storage = await StartAsync();
        var columns = EventColumns.Accepted.Select(column => column.Name).Union(EventColumns.Rejected.Select(column => column.Name));

        Assert.All(columns, column =>
            Assert.Equal(1, storage.ReadNumber($"""SELECT count(*) FROM pragma_table_info('Events') WHERE "name" = '{column}'""")));
        Assert.Equal(columns.Count(), storage.ReadNumber("SELECT count(*) FROM pragma_table_info('Events')"));
    }
}
