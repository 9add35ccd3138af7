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
        ("0", statement => statement.Bind(1, 0L)),
        ("1", statement => statement.Bind(1, true)),
        ("NULL", statement => statement.BindNull(1)),
        ("NULL", statement => statement.Bind(1, (string?)null)),
        ("NULL", statement => statement.BindBytes(1, null)),
        ("'text'", statement => statement.Bind(1, Text)),
        ("'text'", statement => statement.Bind(1, new string(Text.AsSpan()))),
        ("'other'", statement => statement.Bind(1, Utf8Text.Of("other"))),
        ("''", statement => statement.Bind(1, "")),
        ("''", statement => statement.Bind(1, ReadOnlySpan<byte>.Empty)),
        ("X'0102'", statement => statement.BindBytes(1, [1, 2])),
        ("X'00000000000000000000000000000000'", statement => statement.Bind(1, Guid.Empty)),
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
        Assert.Equal("'text'", QuoteAfter(statement => statement.Bind(1, Text)));
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
