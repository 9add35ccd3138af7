using EventAuth.Core.Audit;

namespace EventAuth.Admin.People;

/// <summary>What the audit trail says of people and their invitations. The person it is about is the subject, by e-mail.</summary>
internal static class PeopleFacts
{
    /// <summary>Somebody was invited.</summary>
    /// <param name="email">Whom.</param>
    /// <param name="before">The role of an invitation of theirs that this one makes void; null for none.</param>
    /// <param name="role">The role they are to have.</param>
    /// <param name="until">How long the invitation can be accepted.</param>
    public static AuditFact Invited(string email, string? before, string role, DateTimeOffset until) =>
        new(AuditAction.InvitationMade, email, before is null ? null : ToJson(before), AuditJson.Of(new { role, until }));

    /// <summary>Somebody who was invited made their account. They act themselves, and nobody is signed in yet.</summary>
    public static AuditFact Accepted(string email, string role, string invitedBy) =>
        new(AuditAction.InvitationUsed, email, After: AuditJson.Of(new { role, invitedBy })) { Who = email };

    /// <summary>An invitation that nobody accepted was made void.</summary>
    public static AuditFact Withdrawn(string email, string role) => new(AuditAction.InvitationWithdrawn, email, ToJson(role));

    /// <summary>A person got another role.</summary>
    /// <param name="email">Who.</param>
    /// <param name="before">The former role.</param>
    /// <param name="after">The present one.</param>
    /// <param name="voided">For whom the invitations were that became void with it.</param>
    public static AuditFact RoleChanged(string email, string before, string after, IReadOnlyList<string> voided) =>
        new(AuditAction.PersonRoleChanged, email, ToJson(before, voided), ToJson(after));

    /// <summary>A person was removed, and the invitations they had made with them.</summary>
    public static AuditFact Removed(string email, string role, IReadOnlyList<string> voided) =>
        new(AuditAction.PersonRemoved, email, ToJson(role, voided));

    private static string ToJson(string role) => AuditJson.Of(new { role });

    private static string ToJson(string role, IReadOnlyList<string> openInvitations) =>
        openInvitations.Count == 0 ? ToJson(role) : AuditJson.Of(new { role, openInvitations });
}
