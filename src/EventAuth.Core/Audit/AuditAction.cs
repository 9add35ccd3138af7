namespace EventAuth.Core.Audit;

/// <summary>What the audit trail can contain: a closed set. A new kind of change gets a new member here.</summary>
public sealed class AuditAction
{
    // Declared before all others: each adds itself to it, so that All is complete.
    private static readonly List<AuditAction> s_all = [];

    public static readonly AuditAction PolicyListsChanged = new("policy.lists.changed");
    public static readonly AuditAction PolicyCertificateDefined = new("policy.certificate.defined");
    /// <summary>A change that was on trial was taken back, by a person or by itself.</summary>
    public static readonly AuditAction PolicyReverted = new("policy.reverted");

    /// <summary>A change that was on trial was made final.</summary>
    public static readonly AuditAction PolicyKept = new("policy.kept");
    public static readonly AuditAction CatalogEntryMade = new("catalog.entry.made");
    public static readonly AuditAction CatalogEntryChanged = new("catalog.entry.changed");
    public static readonly AuditAction CatalogEntriesHidden = new("catalog.entries.hidden");
    public static readonly AuditAction CatalogEntriesShown = new("catalog.entries.shown");
    public static readonly AuditAction CatalogEntriesDeleted = new("catalog.entries.deleted");
    public static readonly AuditAction CustomerExported = new("customer.exported");
    public static readonly AuditAction CustomerDeleted = new("customer.deleted");
    public static readonly AuditAction CustomerTokensEnded = new("customer.tokens.ended");
    public static readonly AuditAction RejectedPayloadShown = new("decision.payload.shown");
    public static readonly AuditAction SignInSucceeded = new("sign-in.succeeded");
    public static readonly AuditAction SignInFailed = new("sign-in.failed");
    public static readonly AuditAction SignInCodeFailed = new("sign-in.code.failed");

    /// <summary>An attempt that was refused unchecked, because too many before it had failed.</summary>
    public static readonly AuditAction SignInDelayed = new("sign-in.delayed");
    public static readonly AuditAction SignedOut = new("sign-out.succeeded");
    public static readonly AuditAction SignedOutEverywhere = new("sign-out.everywhere");
    public static readonly AuditAction PasswordChanged = new("account.password.changed");

    /// <summary>Somebody who is signed in was asked for the password again and entered a wrong one.</summary>
    public static readonly AuditAction CurrentPasswordRefused = new("account.password.refused");
    public static readonly AuditAction TwoFactorTurnedOn = new("account.two-factor.on");
    public static readonly AuditAction TwoFactorTurnedOff = new("account.two-factor.off");
    public static readonly AuditAction RecoveryCodesMade = new("account.recovery-codes.made");
    public static readonly AuditAction RecoveryCodeUsed = new("account.recovery-code.used");

    /// <summary>Somebody on the machine asked for a link to set a new password for an account; all its sign-ins ended.</summary>
    public static readonly AuditAction RecoveryLinkMade = new("account.recovery.begun");
    public static readonly AuditAction AccountRecovered = new("account.recovered");
    public static readonly AuditAction SetupLinkUsed = new("setup.link.used");
    public static readonly AuditAction BootstrapAdministratorMade = new("bootstrap.administrator.made");
    public static readonly AuditAction InvitationMade = new("invitation.made");
    public static readonly AuditAction InvitationUsed = new("invitation.used");
    public static readonly AuditAction InvitationWithdrawn = new("invitation.withdrawn");
    public static readonly AuditAction PersonRoleChanged = new("person.role.changed");
    public static readonly AuditAction PersonRemoved = new("person.removed");
    public static readonly AuditAction ApiKeyMade = new("api-key.made");
    public static readonly AuditAction ApiKeyRevoked = new("api-key.revoked");
    public static readonly AuditAction ApiKeyFirstUsed = new("api-key.first-used");
    public static readonly AuditAction AuditStarted = new("audit.started");
    public static readonly AuditAction AuditExported = new("audit.exported");

    /// <summary>A backup took the place of the database; what people decided since was taken over from the replaced one.</summary>
    public static readonly AuditAction BackupRestored = new("backup.restored");

    /// <summary>Entries at the trail's end are gone, or the head's file is. The trail goes on, but is never complete again.</summary>
    public static readonly AuditAction AuditTailLost = new("audit.tail.lost");

    private static readonly FrozenDictionary<string, AuditAction> ByCode = s_all.ToFrozenDictionary(action => action.Code);

    private AuditAction(string code)
    {
        Code = code;
        s_all.Add(this);
    }

    /// <summary>All of them, in the order in which they are offered to people.</summary>
    public static ImmutableArray<AuditAction> All { get; } = [.. s_all];

    /// <summary>The name that is stored: lower case, dotted.</summary>
    public string Code { get; }

    /// <summary>The action of a stored name, or null for a name that this version does not know.</summary>
    public static AuditAction? Find(string code) => ByCode.GetValueOrDefault(code);

    public override string ToString() => Code;
}
