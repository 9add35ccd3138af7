using System.Globalization;
using System.Security.Claims;
using EventAuth.Core.Audit;
using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;

namespace EventAuth.Admin.Access;

/// <summary>Changes the policy for those who may: pages and API both come this way to <see cref="PolicyService"/>.</summary>
internal sealed class PolicyGuard(PolicyService policies, PresentRights rights)
{
    /// <summary>
    /// Applies a change as <see cref="PolicyService.ApplyAsync"/> does, in the name of <paramref name="author"/>:
    /// lists need an Editor, the certificate an Administrator, each at this moment.
    /// </summary>
    public async Task<ApplyResult> ApplyAsync(
        PolicyChange change, int basedOn, ClaimsPrincipal author, bool rebase, CancellationToken cancellation)
    {
        var least = change.CertificateText is null ? Roles.Editor : Roles.Administrator;
        return author.Identity?.Name is { } name && await rights.MayAsync(author, least, cancellation)
            ? await policies.ApplyAsync(change, basedOn, name, rebase, cancellation)
            : new ApplyResult.Forbidden();
    }
}

/// <summary>Cleans the catalogue of discovered entries, for pages and API. It needs an Editor at this moment.</summary>
internal sealed class CatalogGuard(IEventCatalog catalog, PresentRights rights)
{
    /// <summary>Hides entries, or shows them again. Gives those that were changed, or null to somebody who may not.</summary>
    public async Task<IReadOnlyList<EventName>?> SetHiddenAsync(
        IReadOnlyCollection<EventName> actions, bool hidden, ClaimsPrincipal who, CancellationToken cancellation) =>
        await rights.MayAsync(who, Roles.Editor, cancellation) ? await catalog.SetHiddenAsync(actions, hidden, cancellation) : null;

    /// <summary>Deletes entries. Gives those that were deleted, or null to somebody who may not.</summary>
    public async Task<IReadOnlyList<EventName>?> DeleteAsync(
        IReadOnlyCollection<EventName> actions, ClaimsPrincipal who, CancellationToken cancellation) =>
        await rights.MayAsync(who, Roles.Editor, cancellation) ? await catalog.DeleteAsync(actions, cancellation) : null;
}

/// <summary>Exports and deletes customers and ends their tokens, for pages and API. It needs an Administrator at this moment.</summary>
internal sealed class CustomerGuard(ICustomerRecords customers, IProfileReader profiles, IAuditTrail trail, PresentRights rights)
{
    /// <summary>Records that a customer's data is exported, and gives the customer: null when there is none or it is forbidden.</summary>
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

    public async Task<AccessOutcome> DeleteAsync(string uuid, ClaimsPrincipal who, CancellationToken cancellation) =>
        !await rights.MayAsync(who, Roles.Administrator, cancellation) ? AccessOutcome.Forbidden
        : await customers.DeleteAsync(uuid, cancellation) is null ? AccessOutcome.Gone
        : AccessOutcome.Done;

    /// <summary>Ends the customer's tokens that were issued before now; gives the moment.</summary>
    public async Task<(AccessOutcome Outcome, DateTimeOffset? EndedAt)> EndTokensAsync(
        string uuid, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await rights.MayAsync(who, Roles.Administrator, cancellation))
        {
            return (AccessOutcome.Forbidden, null);
        }

        var endedAt = await customers.EndTokensAsync(uuid, cancellation);
        return (endedAt is null ? AccessOutcome.Gone : AccessOutcome.Done, endedAt);
    }
}

/// <summary>
/// Reads what was sent with a rejected event: personal data of somebody who is not known to be who they say.
/// It needs an Administrator at this moment.
/// </summary>
internal sealed class PayloadGuard(IDecisionReader decisions, IAuditTrail trail, PresentRights rights)
{
    /// <summary>What was sent, as JSON text; null when it is not kept any more, or when it is forbidden.</summary>
    public async Task<(AccessOutcome Outcome, string? Payload)> ReadAsync(
        long decisionId, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await rights.MayAsync(who, Roles.Administrator, cancellation))
        {
            return (AccessOutcome.Forbidden, null);
        }

        var payload = await decisions.ReadPayloadAsync(decisionId, cancellation);
        if (payload is null)
        {
            return (AccessOutcome.Gone, null);
        }

        // Before it is shown: who cannot be named does not see it.
        await trail.RecordAsync(
            new AuditFact(AuditAction.RejectedPayloadShown, string.Create(CultureInfo.InvariantCulture, $"decision {decisionId}")),
            cancellation);
        return (AccessOutcome.Done, payload);
    }
}
