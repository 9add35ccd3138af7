using EventAuth.Storage.Counts;

namespace EventAuth.Storage.Postgres.Reading;

/// <summary>In PostgreSQL: the table of counts, which each transaction of events brings up to date.</summary>
internal sealed class PostgresCounts : ICountRows
{
    public IQueryable<CountRow> Read(EventAuthDbContext context, long width, long from, long until) => context.DecisionCounts
        .Where(row => row.Width == width && row.Period >= from && row.Period < until)
        .Select(row => new CountRow
        {
            Period = row.Period,
            Reason = (long)row.Reason,
            Customer = row.Customer,
            CertificateId = row.CertificateId,
            Action = row.Action,
            Count = row.Count,
        });
}
