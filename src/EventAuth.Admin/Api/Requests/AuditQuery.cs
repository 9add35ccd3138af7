using EventAuth.Core.Audit;

namespace EventAuth.Admin.Api.Requests;

/// <summary>Which entries of the audit trail a query asks for; the same for the API and for a file.</summary>
internal static class AuditQuery
{
    /// <summary>Reads <c>search</c>, <c>who</c>, <c>action</c>, <c>since</c> and <c>until</c>.</summary>
    public static AuditFilter Read(QueryReader query)
    {
        var action = query.Text("action", AuditFilter.MaxTextLength);
        return new AuditFilter(
            query.Text("search", AuditFilter.MaxTextLength) ?? "",
            query.Text("who", AuditFilter.MaxTextLength) ?? "",
            action is null ? null : query.Known("action", AuditAction.Find(action), "There is no such action."),
            query.Time("since"),
            query.Time("until"));
    }
}
