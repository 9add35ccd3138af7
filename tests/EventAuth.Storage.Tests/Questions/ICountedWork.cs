using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Tests.Questions;

/// <summary>Makes contexts that count how much the database works for them, and not in time.</summary>
internal interface ICountedWork : IDbContextFactory<EventAuthDbContext>
{
    /// <summary>The work so far.</summary>
    long Work { get; }
}
