namespace EventAuth.Storage.Database;

/// <summary>Reads on connections that are given back at once.</summary>
internal static class ContextReading
{
    /// <summary>The rows of a question, on a connection of its own.</summary>
    public static async Task<List<T>> ReadAsync<T>(
        this IDbContextFactory<EventAuthDbContext> contexts,
        Func<EventAuthDbContext, IQueryable<T>> question,
        CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await question(context).ToListAsync(cancellation);
    }
}
