namespace EventAuth.Core.Profiles;

/// <summary>Acts on all that is kept of a customer. Each call is audited under a pseudonym, in one transaction with what it does.</summary>
public interface ICustomerRecords
{
    /// <summary>
    /// Deletes a customer: profile, identifiers and their history, customer data, activities. What stays of each event is the verdict,
    /// without anything that says whose it was. Gives how many activities went, or null when nobody has the uuid.
    /// </summary>
    Task<int?> DeleteAsync(string uuid, CancellationToken cancellation);

    /// <summary>
    /// Ends the tokens that name the customer by any identifier that is or ever was theirs and were issued before now, or do not say when
    /// they were. Of an identifier that another customer proved to be theirs since, only the tokens issued until then. In force when it
    /// returns, and after the customer was deleted. Gives the moment up to which they are ended, or null when nobody has the uuid.
    /// </summary>
    Task<DateTimeOffset?> EndTokensAsync(string uuid, CancellationToken cancellation);
}
