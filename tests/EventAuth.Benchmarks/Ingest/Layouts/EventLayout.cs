namespace EventAuth.Benchmarks.Ingest.Layouts;

/// <summary>How the rows of events are written, so that activities are found by customer and decisions are counted.</summary>
internal enum EventLayout
{
    /// <summary>Like the product: activities in sorted runs, counts once for 16,384 rows.</summary>
    Product,

    /// <summary>Instead of runs an index over the customer, which every row changes at a different place.</summary>
    IndexOverCustomer,

    /// <summary>Instead of counts for 16,384 rows at once, counts that are updated in every transaction.</summary>
    CountsInEachTransaction,
}
