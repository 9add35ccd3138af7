using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Sqlite;

/// <summary>The tables in the embedded database.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : EventAuthDbContext(options);
