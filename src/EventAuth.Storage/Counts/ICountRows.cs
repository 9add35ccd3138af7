namespace EventAuth.Storage.Counts;

/// <summary>Reads the counts of all events, which each database stores in its own way.</summary>
internal interface ICountRows
{
    /// <summary>The counts of the periods of a width; several rows may count the same. One statement is one view of the database.</summary>
    /// <param name="from">The beginning of the first period, in seconds since 1970.</param>
    /// <param name="until">The end of the last one, exclusive.</param>
    IQueryable<CountRow> Read(EventAuthDbContext context, long width, long from, long until);
}

/// <summary>A count as it is read.</summary>
internal sealed record CountRow
{
    public required long Period { get; init; }
    public required long Reason { get; init; }
    public required long Customer { get; init; }
    public required string CertificateId { get; init; }
    public required string Action { get; init; }
    public required long Count { get; init; }
}
