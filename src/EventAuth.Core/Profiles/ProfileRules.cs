using EventAuth.Core.Decisions;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Profiles;

/// <summary>
/// Which profile an event belongs to, and what it may change there. Profiles are joined on proof only; a conflict
/// changes nothing, and the sender is not told.
/// </summary>
public static class ProfileRules
{
    /// <summary>The profile that an event is about, or null while there is none. Without a token the uuid alone picks it; a token picks by its first identifier that exists.</summary>
    public static ProfileState? Pick(IProfileDirectory profiles, JournalEntry entry)
    {
        if (entry.Token is not { } token)
        {
            return profiles.Find(IdentifierKind.Uuid, entry.ClientUuidText!);
        }

        return (token.CustomId is { } customId ? profiles.Find(IdentifierKind.CustomId, customId) : null)
            ?? (token.FoldedEmail is { } email ? profiles.Find(IdentifierKind.Email, email) : null)
            ?? (token.Uuid is { } uuid ? profiles.Find(IdentifierKind.Uuid, uuid) : null);
    }

    /// <summary>Who sends the event, as far as the decision asks.</summary>
    public static CustomerState StateOf(JournalEntry entry, ProfileState? profile) =>
        entry.Token is not null ? CustomerState.Authenticated
        : profile is { IsRecognized: true } ? CustomerState.Known
        : CustomerState.Anonymous;

    /// <summary>Brings an accepted event to its profile, which is made where there is none.</summary>
    public static ProfileOutcome Apply(IProfileDirectory profiles, JournalEntry entry, ProfileState? profile, bool mayChangeData) =>
        entry.Token is { } token
            ? ApplyProven(profiles, entry, token, profile, mayChangeData)
            : ApplyUnproven(profiles, entry, profile, mayChangeData);

    private static ProfileOutcome ApplyUnproven(IProfileDirectory profiles, JournalEntry entry, ProfileState? known, bool mayChangeData)
    {
        var profile = known ?? CreateWith(profiles, entry, entry.ClientUuidText!, LinkProof.None);
        if (!mayChangeData)
        {
            return new ProfileOutcome(profile, Conflict: false);
        }

        var email = entry.ClientEmail.ToStringOrNull();
        var customId = entry.ClientCustomId.ToStringOrNull();
        if (!MayTake(profiles, profile, IdentifierKind.Email, email, profile.Email)
            || !MayTake(profiles, profile, IdentifierKind.CustomId, customId, profile.CustomId))
        {
            return new ProfileOutcome(profile, Conflict: true);
        }

        if (email is not null && profile.Email is null)
        {
            SetEmail(profiles, profile, email, LinkProof.None);
        }

        if (customId is not null && profile.CustomId is null)
        {
            SetCustomId(profiles, profile, customId, LinkProof.None);
        }

        CustomerData.Write(profiles, profile, entry.Data);
        return new ProfileOutcome(profile, Conflict: false);
    }

    private static ProfileOutcome ApplyProven(IProfileDirectory profiles, JournalEntry entry, TokenIdentity token, ProfileState? known, bool mayChangeData)
    {
        if (known is not null && BringsConflict(profiles, known, token))
        {
            return new ProfileOutcome(known, Conflict: true);
        }

        // A uuid that only the event carries is customer data: it comes along where data may change.
        var browser = token.Uuid is null && mayChangeData ? entry.ClientUuidText : null;
        var behindBrowser = browser is null ? null : profiles.Find(IdentifierKind.Uuid, browser);
        var profile = known ?? Found(profiles, entry, token, browser, behindBrowser);

        TakeUuid(profiles, profile, token.Uuid, LinkProof.Token);
        if (behindBrowser is not { IsRecognized: true })
        {
            TakeUuid(profiles, profile, browser, LinkProof.SentWithToken);
        }

        if (token.CustomId is { } customId)
        {
            SetCustomId(profiles, profile, customId, LinkProof.Token);
        }

        if (token.Email is { } email)
        {
            SetEmail(profiles, profile, email, LinkProof.Token);
        }

        if (mayChangeData)
        {
            CustomerData.Write(profiles, profile, entry.Data);
        }

        return new ProfileOutcome(profile, Conflict: false);
    }

    /// <summary>The profile of a token that nobody had yet: the anonymous one behind the browser's uuid grows into it, else it is made.</summary>
    private static ProfileState Found(IProfileDirectory profiles, JournalEntry entry, TokenIdentity token, string? browser, ProfileState? behindBrowser)
    {
        if (behindBrowser is { IsRecognized: false })
        {
            profiles.Link(behindBrowser, IdentifierKind.Uuid, browser!, LinkProof.SentWithToken);
            return behindBrowser;
        }

        if (token.Uuid is { } proven)
        {
            return CreateWith(profiles, entry, proven, LinkProof.Token);
        }

        return browser is not null && behindBrowser is null
            ? CreateWith(profiles, entry, browser, LinkProof.SentWithToken)
            : CreateWith(profiles, entry, NewUuid(entry.ReceivedAt), LinkProof.Server);
    }

    // Such a uuid knows no moment before 1970, where a clock may stand.
    private static string NewUuid(DateTimeOffset at) =>
        Guid.CreateVersion7(at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : at).ToString("D");

    private static bool BringsConflict(IProfileDirectory profiles, ProfileState profile, TokenIdentity token)
    {
        // The customId comes first in the order of picking: where it belongs to anybody, that is the profile.
        if (token.CustomId is { } customId && profile.CustomIdProven && customId != profile.CustomId)
        {
            return true;
        }

        return BelongsToAnother(profiles, profile, IdentifierKind.Email, token.FoldedEmail)
            || BelongsToAnother(profiles, profile, IdentifierKind.Uuid, token.Uuid);
    }

    private static bool BelongsToAnother(IProfileDirectory profiles, ProfileState profile, IdentifierKind kind, string? value) =>
        value is not null && profiles.Find(kind, value) is { IsRecognized: true } owner && owner.Id != profile.Id;

    /// <summary>Without proof an identifier is taken only where it is nobody's and the profile has none of its kind.</summary>
    private static bool MayTake(IProfileDirectory profiles, ProfileState profile, IdentifierKind kind, string? value, string? present)
    {
        if (value is null)
        {
            return true;
        }

        var owner = profiles.Find(kind, kind == IdentifierKind.Email ? IdentifierRules.FoldEmail(value) : value);
        return owner is null ? present is null : owner.Id == profile.Id;
    }

    private static ProfileState CreateWith(IProfileDirectory profiles, JournalEntry entry, string uuid, LinkProof proof)
    {
        var profile = profiles.Create(uuid, entry.ReceivedAt);
        profiles.Link(profile, IdentifierKind.Uuid, uuid, proof);
        return profile;
    }

    private static void TakeUuid(IProfileDirectory profiles, ProfileState profile, string? uuid, LinkProof proof)
    {
        if (uuid is null)
        {
            return;
        }

        var owner = profiles.Find(IdentifierKind.Uuid, uuid);
        if (owner is null)
        {
            profiles.Link(profile, IdentifierKind.Uuid, uuid, proof);
        }
        else if (owner.Id != profile.Id)
        {
            CustomerData.Merge(profiles, owner, profile);
            profiles.Merge(owner, profile, proof);
        }
    }

    private static void SetEmail(IProfileDirectory profiles, ProfileState profile, string email, LinkProof proof)
    {
        var folded = IdentifierRules.FoldEmail(email);
        var present = profile.Email is { } older ? IdentifierRules.FoldEmail(older) : null;
        if (present == folded && (profile.EmailProven || proof == LinkProof.None))
        {
            return;
        }

        if (present is not null && present != folded)
        {
            profiles.Unlink(IdentifierKind.Email, present);
        }

        profile.Email = email;
        profile.EmailProven = proof == LinkProof.Token;
        profiles.Link(profile, IdentifierKind.Email, folded, proof);
        profiles.Changed(profile);
    }

    private static void SetCustomId(IProfileDirectory profiles, ProfileState profile, string customId, LinkProof proof)
    {
        if (profile.CustomId == customId && (profile.CustomIdProven || proof == LinkProof.None))
        {
            return;
        }

        if (profile.CustomId is { } older && older != customId)
        {
            profiles.Unlink(IdentifierKind.CustomId, older);
        }

        profile.CustomId = customId;
        profile.CustomIdProven = proof == LinkProof.Token;
        profiles.Link(profile, IdentifierKind.CustomId, customId, proof);
        profiles.Changed(profile);
    }
}
