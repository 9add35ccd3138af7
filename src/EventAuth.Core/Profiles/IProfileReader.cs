using EventAuth.Core.Decisions;

namespace EventAuth.Core.Profiles;

/// <summary>Reads customers and their activities.</summary>
public interface IProfileReader
{
    /// <summary>So many entries of the history of identifiers are read for a page.</summary>
    const int MostLinks = 1_000;

    /// <summary>The profile with this uuid (any of its own, any case), or null.</summary>
    Task<Profile?> FindByUuidAsync(string uuid, CancellationToken cancellation);

    /// <summary>Profiles whose uuid, e-mail or customId is the text; e-mails compared with A–Z folded.</summary>
    Task<IReadOnlyList<Profile>> SearchAsync(string text, CancellationToken cancellation);

    /// <summary>The customers seen last, for a page that was opened without a search.</summary>
    Task<IReadOnlyList<Profile>> ReadRecentAsync(int limit, CancellationToken cancellation);

    /// <summary>Activities of the profile with this uuid, newest first by time, then receipt, then id; null for no profile.</summary>
    Task<IReadOnlyList<Activity>?> ReadActivitiesAsync(string uuid, ActivityPosition? after, int limit, CancellationToken cancellation);

    /// <summary>How its identifiers came to the profile, newest first, at most <see cref="MostLinks"/>.</summary>
    Task<IReadOnlyList<ProfileLink>> ReadLinksAsync(string uuid, CancellationToken cancellation);

    /// <summary>All of them, part by part: the profile's, newest first, then those of each profile that became part of it.</summary>
    IAsyncEnumerable<ProfileLink> ReadAllLinksAsync(string uuid, CancellationToken cancellation);

    /// <summary>All activities, part by part, the last received first: the time grows with their number, the memory does not.</summary>
    IAsyncEnumerable<Activity> ReadAllActivitiesAsync(string uuid, CancellationToken cancellation);
}

/// <summary>An accepted event on a customer's activity list.</summary>
/// <param name="Label">As sent, or null.</param>
/// <param name="Time">When it happened, in UTC.</param>
/// <param name="ReceivedAt">When it was received, in UTC.</param>
/// <param name="OriginalTime">What was sent as time where that lay in the future, in UTC; else null.</param>
/// <param name="Params">The parameters as one JSON object.</param>
/// <param name="ProfileUpdated">Whether the event had the right to change customer data.</param>
/// <param name="Conflict">Whether it brought an identifier that was not taken.</param>
public sealed record Activity(
    Guid EventId,
    string Action,
    string? Label,
    DateTimeOffset Time,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? OriginalTime,
    string Params,
    DecisionReason Reason,
    int PolicyVersion,
    bool ProfileUpdated,
    bool Conflict)
{
    /// <summary>The names of the customer data that it brought, had the right to change, and that was not kept.</summary>
    public ImmutableArray<string> NotKept { get; init; } = [];
}

/// <summary>The place after which a page of activities goes on.</summary>
public readonly record struct ActivityPosition(DateTimeOffset Time, DateTimeOffset ReceivedAt, Guid EventId);

/// <summary>Acts on all that is kept of a customer. Each call is audited under a pseudonym, in one transaction with what it does.</summary>
public interface ICustomerRecords
{
    /// <summary>Deletes a customer: profile, identifiers and their history, customer data, activities. What stays of each event is the
    /// verdict, without anything that says whose it was. Gives how many activities went, or null when nobody has the uuid.</summary>
    Task<int?> DeleteAsync(string uuid, CancellationToken cancellation);

    /// <summary>Ends the tokens that name the customer by any identifier that is or ever was theirs and were issued before now, or do not
    /// say when they were. Of an identifier that another customer proved to be theirs since, only the tokens issued until then. In force
    /// when it returns, and after the customer was deleted. Gives the moment up to which they are ended, or null when nobody has the
    /// uuid.</summary>
    Task<DateTimeOffset?> EndTokensAsync(string uuid, CancellationToken cancellation);
}
