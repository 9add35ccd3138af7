using EventAuth.Core.Journal;
using EventAuth.Storage.Statements;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Tests.Statements;

/// <summary>What is bound is what the statement has, whatever was bound at the same position before.</summary>
public sealed class SqliteStatementTests : IDisposable
{
    private const string Text = "text";

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteStatement _statement;

    public SqliteStatementTests()
    {
        _connection.Open();
        _statement = new SqliteStatement(_connection.Handle!, "SELECT quote(?1)");
    }

    private static (string Quoted, Action<SqliteStatement> Bind)[] Values { get; } =
    [
        ("0", statement => statement.Bind(0L)),
        ("1", statement => statement.Bind(true)),
        ("NULL", statement => statement.Bind((long?)null)),
        ("NULL", statement => statement.Bind((string?)null)),
        ("NULL", statement => statement.Bind((byte[]?)null)),
        ("'text'", statement => statement.Bind(Text)),
        ("'text'", statement => statement.Bind(new string(Text.AsSpan()))),
        ("'other'", statement => statement.Bind(Utf8Text.Of("other"))),
        ("''", statement => statement.Bind("")),
        ("''", statement => statement.Bind(Utf8Text.Of(""))),
        ("X'0102'", statement => statement.Bind((byte[])[1, 2])),
        ("X'00000000000000000000000000000000'", statement => statement.Bind(Guid.Empty)),
    ];

    [Fact]
    public void Bind_AfterEveryOtherValue_TakesEffect()
    {
        foreach (var before in Values)
        {
            foreach (var after in Values)
            {
                Assert.Equal(before.Quoted, QuoteAfter(before.Bind));
                Assert.Equal(before.Quoted, QuoteAfter(before.Bind));
                Assert.Equal(after.Quoted, QuoteAfter(after.Bind));
            }
        }
    }

    [Fact]
    public void Bind_NothingNew_KeepsWhatWasBound()
    {
        Assert.Equal("'text'", QuoteAfter(statement => statement.Bind(Text)));
        Assert.Equal("'text'", QuoteAfter(_ => { }));
    }

    public void Dispose()
    {
        _statement.Dispose();
        _connection.Dispose();
    }

    private string QuoteAfter(Action<SqliteStatement> bind)
    {
        bind(_statement);
        Assert.True(_statement.Step());
        var quoted = _statement.Text(0);
        _statement.Reset();
        return quoted;
    }
}
