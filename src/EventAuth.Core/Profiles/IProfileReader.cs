namespace EventAuth.Core.Profiles;

/// <summary>Reads customers and their activities.</summary>
public interface IProfileReader
{
    /// <summary>How many entries of the history of identifiers are read for a page.</summary>
    const int MostLinks = 1_000;

    /// <summary>The profile with this uuid (any of its own, any case), or null.</summary>
    Task<Profile?> FindByUuidAsync(string uuid, CancellationToken cancellation);

    /// <summary>Profiles whose uuid, e-mail or customId is the text; e-mails compared with A–Z folded.</summary>
    Task<IReadOnlyList<Profile>> SearchAsync(string text, CancellationToken cancellation);

    /// <summary>The most recently active customers, for a page that was opened without a search.</summary>
    Task<IReadOnlyList<Profile>> ReadRecentAsync(int limit, CancellationToken cancellation);

    /// <summary>Activities of the profile with this uuid, newest first by time, then receipt, then id; or null if unknown.</summary>
    Task<IReadOnlyList<Activity>?> ReadActivitiesAsync(string uuid, ActivityPosition? after, int limit, CancellationToken cancellation);

    /// <summary>How the profile got its identifiers, newest first, at most <see cref="MostLinks"/>.</summary>
    Task<IReadOnlyList<ProfileLink>> ReadLinksAsync(string uuid, CancellationToken cancellation);

    /// <summary>All of them, in parts: the profile's, newest first, then those of each profile that was merged into it.</summary>
    IAsyncEnumerable<ProfileLink> ReadAllLinksAsync(string uuid, CancellationToken cancellation);

    /// <summary>All activities, in parts, the last received first: the time grows with their number, the memory does not.</summary>
    IAsyncEnumerable<Activity> ReadAllActivitiesAsync(string uuid, CancellationToken cancellation);
}
