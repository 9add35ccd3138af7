namespace EventAuth.Admin.Texts;

/// <summary>Says what was done, by the audit trail, and whether the trail is intact.</summary>
internal static class AuditTexts
{
    private static readonly Dictionary<AuditAction, string> Titles = new()
    {
        [AuditAction.AuditStarted] = "Audit trail started",
        [AuditAction.AuditExported] = "Audit trail exported",
        [AuditAction.BackupRestored] = "Backup restored",
        [AuditAction.AuditTailLost] = "End of the audit trail lost",
        [AuditAction.PolicyListsChanged] = "Policy changed",
        [AuditAction.PolicyReverted] = "Change reverted",
        [AuditAction.PolicyKept] = "Change on trial kept",
        [AuditAction.PolicyCertificateDefined] = "Certificate defined",
        [AuditAction.CatalogEntryMade] = "Catalogue entry created",
        [AuditAction.CatalogEntryChanged] = "Catalogue entry changed",
        [AuditAction.CatalogEntriesHidden] = "Discovered events hidden",
        [AuditAction.CatalogEntriesShown] = "Hidden events shown again",
        [AuditAction.CatalogEntriesDeleted] = "Discovered events deleted",
        [AuditAction.CustomerExported] = "Customer's data exported",
        [AuditAction.CustomerDeleted] = "Customer deleted",
        [AuditAction.CustomerTokensEnded] = "Customer signed out",
        [AuditAction.RejectedPayloadShown] = "Payload of a rejected event viewed",
        [AuditAction.SignInSucceeded] = "Signed in",
        [AuditAction.SignInFailed] = "Sign-in failed",
        [AuditAction.SignInCodeFailed] = "Sign-in failed: wrong code",
        [AuditAction.SignInDelayed] = "Sign-in delayed after failed attempts",
        [AuditAction.SignedOut] = "Signed out",
        [AuditAction.SignedOutEverywhere] = "Signed out everywhere",
        [AuditAction.PasswordChanged] = "Password changed",
        [AuditAction.CurrentPasswordRefused] = "Wrong current password entered",
        [AuditAction.TwoFactorTurnedOn] = "Two-factor sign-in turned on",
        [AuditAction.TwoFactorTurnedOff] = "Two-factor sign-in turned off",
        [AuditAction.RecoveryCodesMade] = "New recovery codes created",
        [AuditAction.RecoveryCodeUsed] = "Recovery code used",
        [AuditAction.RecoveryLinkMade] = "Recovery link created",
        [AuditAction.AccountRecovered] = "Account recovered with a link",
        [AuditAction.SetupLinkUsed] = "First administrator created with a link",
        [AuditAction.BootstrapAdministratorMade] = "First administrator created from the settings",
        [AuditAction.InvitationMade] = "Person invited",
        [AuditAction.InvitationUsed] = "Invitation accepted",
        [AuditAction.InvitationWithdrawn] = "Invitation withdrawn",
        [AuditAction.PersonRoleChanged] = "Role changed",
        [AuditAction.PersonRemoved] = "Person removed",
        [AuditAction.ApiKeyMade] = "API key created",
        [AuditAction.ApiKeyRevoked] = "API key revoked",
        [AuditAction.ApiKeyFirstUsed] = "API key used for the first time",
    };

    /// <summary>What was done: "Certificate defined".</summary>
    public static string ToTitle(this AuditAction action) => Titles[action];

    /// <summary>The same for an entry. A code that this version does not know is shown as it is.</summary>
    public static string ToTitle(this AuditEntry entry) => AuditAction.Find(entry.Action)?.ToTitle() ?? entry.Action;

    /// <summary>Who did something, for the screen: nobody asked for what the program did by itself.</summary>
    public static string ToName(string who) => who == AuditEntry.Installation ? "EventAuth, by itself" : who;

    public static string ToSentence(this AuditVerdict verdict) => verdict.Flaw is { } flaw
        ? $"Broken at entry {verdict.Number}: {Of(flaw, verdict)}"
        : $"The audit trail is whole: {verdict.Entries} entries, head {verdict.Head}.";

    private static string Of(AuditFlaw flaw, AuditVerdict verdict) => flaw switch
    {
        AuditFlaw.Changed => "changed. It is not what was recorded.",
        AuditFlaw.Missing => "missing. There is no entry with this number.",
        AuditFlaw.OutOfOrder => $"out of order. In its place is what was recorded as entry {verdict.Standing}.",
        AuditFlaw.CutTail => "cut tail. Entries that were recorded from this number on are gone.",
        AuditFlaw.Recomputed =>
            "recomputed. No entry was sealed with the key in audit.key: the trail was rewritten without it, or the key was replaced.",
        AuditFlaw.HeadDiffers =>
            "head does not match. Every entry is sealed, but a head that was kept is not among them: the trail was rewritten by somebody "
            + "who has the key, or its end was cut and an older audit.head put beside it.",
    };
}
