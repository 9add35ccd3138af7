using System.Linq.Expressions;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Profiles;

namespace EventAuth.Storage.Decisions;

/// <summary>
/// Finds the decisions on one customer: accepted ones by their profile, rejected ones by the hash of what was typed. Anybody
/// can name a customer as often as they like, so one page reads a bounded number of rows.
/// </summary>
internal sealed class CustomerDecisions(
    EventAuthDbContext context, IDecisionRows decisions, AuditRecorder hashes, DecisionFilter filter)
{
    private const int MostLooked = 20_000;

    /// <summary>Rows below an id, newest first.</summary>
    /// <param name="customer">A uuid, an e-mail or a customId, as typed.</param>
    /// <returns>The rows, and the id down to which all were read; 0 if that is all of them.</returns>
    public async Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> FindAsync(
        string customer, long below, int limit, CancellationToken cancellation)
    {
        var identifiers = TypedIdentifiers.Of(customer.Trim()).ToList();
        var (accepted, acceptedTo) = filter.Accepted == false ? ([], 0) : await AcceptedAsync(identifiers, below, limit, cancellation);
        var (rejected, rejectedTo) = filter.Accepted == true ? ([], 0) : await RejectedAsync(identifiers, below, limit, cancellation);
        var reached = Math.Max(acceptedTo, rejectedTo);
        return ([.. accepted.Concat(rejected).Where(row => row.Id >= reached).OrderByDescending(row => row.Id).Take(limit)], reached);
    }

    private async Task<(IReadOnlyList<DecisionRecord> Rows, long Reached)> AcceptedAsync(
        List<(IdentifierKind Kind, string Value)> identifiers, long below, int limit, CancellationToken cancellation)
    {
        var family = new List<long>();
        foreach (var (kind, value) in identifiers)
        {
            if (await ProfileRows.FindIdAsync(context, kind, value, cancellation) is { } profile && !family.Contains(profile))
            {
                family.AddRange(await ProfileRows.HistoryAsync(context, profile, cancellation));
            }
        }

        return family.Count == 0 ? ([], 0) : await decisions.FindOfProfilesAsync(context, filter, family, below, limit, cancellation);
    }

    private async Task<(List<DecisionRecord> Rows, long Reached)> RejectedAsync(
        List<(IdentifierKind Kind, string Value)> identifiers, long below, int limit, CancellationToken cancellation)
    {
        var ids = new HashSet<long>();
        var reached = 0L;
        foreach (var (kind, value) in identifiers)
        {
            var found = await context.Rejections.Where(Names(kind, value)).Where(row => row.Id < below && row.Id > filter.AfterId)
                .OrderByDescending(row => row.Id).Select(row => row.Id).Take(MostLooked).ToListAsync(cancellation);
            ids.UnionWith(found);
            reached = found.Count == MostLooked ? Math.Max(reached, found[^1]) : reached;
        }

        var rows = await context.Events.Where(row => ids.Contains(row.Id) && row.Id >= reached && row.Reason >= DecisionReason.JwtRequired)
            .Fitting(context, filter, below, limit).ToListAsync(cancellation);
        return (rows, rows.Count >= limit ? rows[^1].Id : reached);
    }

    private Expression<Func<RejectionRecord, bool>> Names(IdentifierKind kind, string value)
    {
        var hash = hashes.HashOf(kind, value);
        return kind switch
        {
            IdentifierKind.Uuid => row => row.UuidHash != null && row.UuidHash == hash,
            IdentifierKind.Email => row => row.EmailHash != null && row.EmailHash == hash,
            IdentifierKind.CustomId => row => row.CustomIdHash != null && row.CustomIdHash == hash,
        };
    }
}
