namespace EventAuth.Storage.Profiles;

/// <summary>
/// Makes a customer disappear within the caller's transaction, however much data there is: the row of the profile is deleted, so that
/// identifiers and history lead nowhere, and <see cref="ErasureRecord"/> says that the rest must be erased.
/// </summary>
/// <param name="Tables">Where they are.</param>
/// <param name="Profile">Whose activities are counted already.</param>
/// <param name="Parts">How many profiles had been merged into it.</param>
/// <param name="Counted">How many activities all of these had.</param>
internal sealed record CustomerDeletion(ICustomerTables Tables, long Profile, int Parts, ActivityCount Counted)
{
    /// <summary>
    /// Counts what a customer did, before asking for the turn to write: no event must wait for it.
    /// </summary>
    public static async Task<CustomerDeletion> PrepareAsync(
        EventAuthDbContext context, ICustomerTables tables, long profile, CancellationToken cancellation)
    {
        var parts = await CountPartsAsync(context, profile, cancellation);
        return new CustomerDeletion(tables, profile, parts, await tables.CountAsync(context, profile, cancellation));
    }

    /// <summary>Deletes a profile, within a transaction. Returns how many activities it had.</summary>
    public async Task<int> RunAsync(EventAuthDbContext context, long profile, CancellationToken cancellation)
    {
        // Another profile was merged into it since, or it is another one: rare, and then everything is counted again.
        var isCounted = profile == Profile && await CountPartsAsync(context, profile, cancellation) == Parts;
        var counted = isCounted ? Counted : ActivityCount.None;
        var activities = counted.Activities + await Tables.CountSinceAsync(context, profile, counted, cancellation);
        var last = await context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
        context.Erasures.Add(new ErasureRecord { ProfileId = profile, LastEvent = last });
        await context.Profiles.Where(row => row.Id == profile).ExecuteDeleteAsync(cancellation);
        return activities;
    }

    private static Task<int> CountPartsAsync(EventAuthDbContext context, long profile, CancellationToken cancellation) =>
        context.Profiles.CountAsync(row => row.MergedInto == profile, cancellation);
}
