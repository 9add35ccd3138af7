using System.Collections.Frozen;
using System.Collections.Immutable;

namespace EventAuth.Core.Audit;

/// <summary>What can stand in the audit trail: a closed set. A new kind of change gets a new member here.</summary>
public sealed class AuditAction
{
    public static readonly AuditAction AuditStarted = new("audit.started", "Audit trail begun");
    public static readonly AuditAction AuditExported = new("audit.exported", "Audit trail exported");

    /// <summary>The end of the trail was not what it had been: entries are gone, or the file with the head is. The trail goes on after it and never counts as whole again.</summary>
    public static readonly AuditAction AuditTailLost = new("audit.tail.lost", "End of the audit trail lost");
    public static readonly AuditAction PolicyListsChanged = new("policy.lists.changed", "Event lists changed");
    public static readonly AuditAction PolicyCertificateDefined = new("policy.certificate.defined", "Certificate defined");
    public static readonly AuditAction CatalogEntryMade = new("catalog.entry.made", "Catalogue entry made");
    public static readonly AuditAction CatalogEntryChanged = new("catalog.entry.changed", "Catalogue entry changed");
    public static readonly AuditAction CatalogEntriesHidden = new("catalog.entries.hidden", "Discovered events hidden");
    public static readonly AuditAction CatalogEntriesShown = new("catalog.entries.shown", "Hidden events shown again");
    public static readonly AuditAction CatalogEntriesDeleted = new("catalog.entries.deleted", "Discovered events deleted");
    public static readonly AuditAction CustomerExported = new("customer.exported", "Customer's data exported");
    public static readonly AuditAction CustomerDeleted = new("customer.deleted", "Customer deleted");
    public static readonly AuditAction CustomerTokensEnded = new("customer.tokens.ended", "Customer's tokens ended");
    public static readonly AuditAction RejectedPayloadShown = new("decision.payload.shown", "What a rejected event brought was looked at");
    public static readonly AuditAction SignInSucceeded = new("sign-in.succeeded", "Signed in");
    public static readonly AuditAction SignInFailed = new("sign-in.failed", "Sign-in failed");

    public static readonly AuditAction SignInCodeFailed = new("sign-in.code.failed", "Sign-in failed at the code");

    /// <summary>An attempt that was not looked at, since too many before it had failed.</summary>
    public static readonly AuditAction SignInDelayed = new("sign-in.delayed", "Sign-in made to wait");
    public static readonly AuditAction SignedOut = new("sign-out.succeeded", "Signed out");
    public static readonly AuditAction SignedOutEverywhere = new("sign-out.everywhere", "Signed out everywhere");
    public static readonly AuditAction PasswordChanged = new("account.password.changed", "Password changed");

    /// <summary>Somebody who is signed in was asked for the password again and did not know it.</summary>
    public static readonly AuditAction PresentPasswordRefused = new("account.password.refused", "Present password not known");
    public static readonly AuditAction TwoFactorTurnedOn = new("account.two-factor.on", "Two-factor sign-in turned on");
    public static readonly AuditAction TwoFactorTurnedOff = new("account.two-factor.off", "Two-factor sign-in turned off");
    public static readonly AuditAction RecoveryCodesMade = new("account.recovery-codes.made", "Recovery codes made anew");
    public static readonly AuditAction RecoveryCodeUsed = new("account.recovery-code.used", "Recovery code used");

    /// <summary>Somebody on the machine asked for a link with which an account gets another password; all its sign-ins ended.</summary>
    public static readonly AuditAction RecoveryLinkMade = new("account.recovery.begun", "Recovery link made");
    public static readonly AuditAction AccountRecovered = new("account.recovered", "Account recovered by the link");
    public static readonly AuditAction SetupLinkUsed = new("setup.link.used", "First administrator made by the link");
    public static readonly AuditAction BootstrapAdministratorMade = new("bootstrap.administrator.made", "First administrator made from the settings");
    public static readonly AuditAction InvitationMade = new("invitation.made", "Person invited");
    public static readonly AuditAction InvitationUsed = new("invitation.used", "Account made by an invitation");
    public static readonly AuditAction InvitationWithdrawn = new("invitation.withdrawn", "Invitation withdrawn");
    public static readonly AuditAction PersonRoleChanged = new("person.role.changed", "Role changed");
    public static readonly AuditAction PersonRemoved = new("person.removed", "Person removed");
    public static readonly AuditAction ApiKeyMade = new("api-key.made", "API key made");
    public static readonly AuditAction ApiKeyRevoked = new("api-key.revoked", "API key revoked");
    public static readonly AuditAction ApiKeyFirstUsed = new("api-key.first-used", "API key used for the first time");

    /// <summary>All of them, in the order in which people are offered them.</summary>
    public static readonly ImmutableArray<AuditAction> All =
    [
        PolicyListsChanged, PolicyCertificateDefined, CatalogEntryMade, CatalogEntryChanged,
        CatalogEntriesHidden, CatalogEntriesShown, CatalogEntriesDeleted, CustomerExported, CustomerDeleted, CustomerTokensEnded, RejectedPayloadShown,
        SignInSucceeded, SignInFailed, SignInCodeFailed, SignInDelayed, SignedOut, SignedOutEverywhere, PasswordChanged, PresentPasswordRefused,
        TwoFactorTurnedOn, TwoFactorTurnedOff, RecoveryCodesMade, RecoveryCodeUsed, RecoveryLinkMade, AccountRecovered, SetupLinkUsed, BootstrapAdministratorMade,
        InvitationMade, InvitationUsed, InvitationWithdrawn, PersonRoleChanged, PersonRemoved,
        ApiKeyMade, ApiKeyRevoked, ApiKeyFirstUsed, AuditStarted, AuditExported, AuditTailLost,
    ];

    private static readonly FrozenDictionary<string, AuditAction> ByCode = All.ToFrozenDictionary(action => action.Code);

    private AuditAction(string code, string words)
    {
        Code = code;
        Words = words;
    }

    /// <summary>The name that is stored: lower case, dotted.</summary>
    public string Code { get; }

    /// <summary>What people read.</summary>
    public string Words { get; }

    /// <summary>The action of a stored name, or null for a name that this version does not know.</summary>
    public static AuditAction? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
