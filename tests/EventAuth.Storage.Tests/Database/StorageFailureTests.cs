using System.Net.Sockets;
using EventAuth.Storage.Database;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EventAuth.Storage.Tests.Database;

/// <summary>What counts as a failure of storage.</summary>
public sealed class StorageFailureTests
{
    public static TheoryData<Exception, bool> Problems => new()
    {
        { new SqliteException("full", 13), true },
        { new NpgsqlException("gone"), true },
        { new InvalidOperationException("", new NpgsqlException("gone")), true },
        { new SocketException(11), true },
        { new TimeoutException(), true },
        { new InvalidOperationException(), false },
        { new IOException(), false },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void IsOne_EachKind_TellsItFromAFaultOfTheProgram(Exception problem, bool isOne) =>
        Assert.Equal(isOne, StorageFailure.IsOne(problem));

    [Fact]
    public async Task IsOne_NameOfAServerThatIsNotFound_IsAFailure()
    {
        await using var source = NpgsqlDataSource.Create("Host=no-such-host.invalid;Username=u;Database=d");

        var problem = await Assert.ThrowsAnyAsync<Exception>(async () => await source.OpenConnectionAsync());

        Assert.True(StorageFailure.IsOne(problem));
    }
}
