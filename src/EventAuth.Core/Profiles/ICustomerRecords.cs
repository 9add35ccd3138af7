namespace EventAuth.Core.Profiles;

/// <summary>Acts on everything stored about a customer. Each call is audited under a pseudonym, in the same transaction.</summary>
public interface ICustomerRecords
{
    /// <summary>
    /// Deletes a customer: profile, identifiers and their history, customer data, activities. Only the verdict on each event stays,
    /// without anything that says whose it was. Returns the number of deleted activities, or null when nobody has the uuid.
    /// </summary>
    Task<int?> DeleteAsync(string uuid, CancellationToken cancellation);

    /// <summary>
    /// Ends the tokens that name the customer by any of their current or former identifiers and were issued before now, or do not say when
    /// they were. For an identifier that another customer since proved to be theirs, only the tokens issued until then. In force when it
    /// returns, and after the customer was deleted. Returns the moment up to which they are ended, or null when nobody has the uuid.
    /// </summary>
    Task<DateTimeOffset?> EndTokensAsync(string uuid, CancellationToken cancellation);
}
