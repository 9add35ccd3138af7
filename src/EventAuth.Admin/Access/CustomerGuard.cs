namespace EventAuth.Admin.Access;

/// <summary>Exports and deletes customers and ends their tokens, for pages and API. It needs an Administrator at this moment.</summary>
internal sealed class CustomerGuard(ICustomerRecords customers, IProfileReader profiles, IAuditTrail trail, CurrentRights rights)
{
    /// <summary>Records that a customer's data is exported, and returns the customer: null when there is none or it is forbidden.</summary>
    public async Task<(AccessOutcome Outcome, Profile? Profile)> BeginExportAsync(
        string uuid, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await rights.MayAsync(who, Roles.Administrator, cancellation))
        {
            return (AccessOutcome.Forbidden, null);
        }

        if (await profiles.FindByUuidAsync(uuid, cancellation) is not { } profile)
        {
            return (AccessOutcome.Gone, null);
        }

        await trail.RecordAsync(new AuditFact(AuditAction.CustomerExported, trail.PseudonymOfCustomer(profile.Uuid)), cancellation);
        return (AccessOutcome.Done, profile);
    }

    /// <summary>Deletes a customer and everything stored about them.</summary>
    public async Task<AccessOutcome> DeleteAsync(string uuid, ClaimsPrincipal who, CancellationToken cancellation) =>
        !await rights.MayAsync(who, Roles.Administrator, cancellation) ? AccessOutcome.Forbidden
        : await customers.DeleteAsync(uuid, cancellation) is null ? AccessOutcome.Gone
        : AccessOutcome.Done;

    /// <summary>Ends the customer's tokens that were issued before now; returns the moment.</summary>
    public async Task<(AccessOutcome Outcome, DateTimeOffset? EndedAt)> EndTokensAsync(
        string uuid, ClaimsPrincipal who, CancellationToken cancellation) =>
        !await rights.MayAsync(who, Roles.Administrator, cancellation) ? (AccessOutcome.Forbidden, null)
        : await customers.EndTokensAsync(uuid, cancellation) is { } endedAt ? (AccessOutcome.Done, endedAt)
        : (AccessOutcome.Gone, null);
}
