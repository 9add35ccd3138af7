using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Profiles;

/// <summary>
/// Which profile an event belongs to, and what it may change there. Profiles are merged only with proof; a conflict changes nothing; the
/// sender does not learn of it.
/// </summary>
public static class ProfileRules
{
    /// <summary>
    /// The profile that an event is about, or null while there is none. Without a token only the uuid selects it; a token by its first
    /// identifier that exists. One claimed without proof exists only for events that share a uuid with that profile.
    /// </summary>
    public static ProfileState? Pick(IProfileDirectory profiles, JournalEntry entry)
    {
        if (entry.Token is not { } token)
        {
            return profiles.Find(IdentifierKind.Uuid, entry.ClientUuidText!);
        }

        return Find(IdentifierKind.CustomId, token.CustomId)
            ?? Find(IdentifierKind.Email, token.FoldedEmail)
            ?? (token.Uuid is { } uuid ? profiles.Find(IdentifierKind.Uuid, uuid) : null);

        ProfileState? Find(IdentifierKind kind, string? value) =>
            value is not null && profiles.Find(kind, value) is { } found
            && (found.Of(kind).IsProven || SharesUuid(profiles, found, entry, token)) ? found : null;
    }

    /// <summary>Who sends the event, as far as the decision asks.</summary>
    public static CustomerState StateOf(JournalEntry entry, ProfileState? profile) =>
        entry.Token is not null ? CustomerState.Authenticated
        : profile is { IsRecognized: true } ? CustomerState.Known
        : CustomerState.Anonymous;

    /// <summary>Applies an accepted event to its profile, which is created if there is none.</summary>
    public static ProfileOutcome Apply(IProfileDirectory profiles, JournalEntry entry, ProfileState? profile, bool mayChangeData) =>
        entry.Token is { } token
            ? ApplyProven(profiles, entry, token, profile, mayChangeData)
            : ApplyUnproven(profiles, entry, profile, mayChangeData);

    private static ProfileOutcome ApplyUnproven(IProfileDirectory profiles, JournalEntry entry, ProfileState? known, bool mayChangeData)
    {
        var profile = known ?? ProfileIdentifiers.CreateWith(profiles, entry.ClientUuidText!, LinkProof.None, entry.ReceivedAt);
        if (!mayChangeData)
        {
            return new ProfileOutcome(profile, Conflict: false, NotKept: null);
        }

        var email = entry.ClientEmail.ToStringOrNull();
        var customId = entry.ClientCustomId.ToStringOrNull();
        if (!ProfileConflicts.MayClaim(profiles, profile, IdentifierKind.Email, email)
            || !ProfileConflicts.MayClaim(profiles, profile, IdentifierKind.CustomId, customId))
        {
            return new ProfileOutcome(profile, Conflict: true, CustomerData.NamesOf(entry.Data));
        }

        if (email is not null && profile.Email is null)
        {
            ProfileIdentifiers.Set(profiles, profile, IdentifierKind.Email, email, LinkProof.None);
        }

        if (customId is not null && profile.CustomId is null)
        {
            ProfileIdentifiers.Set(profiles, profile, IdentifierKind.CustomId, customId, LinkProof.None);
        }

        return new ProfileOutcome(profile, Conflict: false, CustomerData.Write(profiles, profile, entry.Data, isProven: false));
    }

    private static ProfileOutcome ApplyProven(
        IProfileDirectory profiles, JournalEntry entry, TokenIdentity token, ProfileState? known, bool mayChangeData)
    {
        if (known is not null && ProfileConflicts.Brings(profiles, known, token))
        {
            return new ProfileOutcome(known, Conflict: true, mayChangeData ? CustomerData.NamesOf(entry.Data) : null);
        }

        // A uuid that is only in the event is customer data: it is linked if data may change.
        var browser = token.Uuid is null && mayChangeData ? entry.ClientUuidText : null;
        var profile = known ?? Make(profiles, token, browser, entry.ReceivedAt);

        // First the identifiers: a previous holder without proof may be anonymous afterwards, and is then merged by its uuid.
        if (token.CustomId is { } customId)
        {
            ProfileIdentifiers.Set(profiles, profile, IdentifierKind.CustomId, customId, LinkProof.Token);
        }

        if (token.Email is { } email)
        {
            ProfileIdentifiers.Set(profiles, profile, IdentifierKind.Email, email, LinkProof.Token);
        }

        if (token.Uuid is { } uuid)
        {
            ProfileIdentifiers.TakeUuid(profiles, profile, uuid, LinkProof.Token, entry.ReceivedAt);
        }

        if (browser is not null && profiles.Find(IdentifierKind.Uuid, browser) is not { IsRecognized: true })
        {
            ProfileIdentifiers.TakeUuid(profiles, profile, browser, LinkProof.SentWithToken, entry.ReceivedAt);
        }

        var notKept = mayChangeData ? CustomerData.Write(profiles, profile, entry.Data, isProven: true) : null;
        return new ProfileOutcome(profile, Conflict: false, notKept);
    }

    /// <summary>The profile for a token that matches none: the anonymous one of the browser's uuid, or a new one.</summary>
    private static ProfileState Make(IProfileDirectory profiles, TokenIdentity token, string? browser, DateTimeOffset at)
    {
        if (token.Uuid is { } proven)
        {
            return ProfileIdentifiers.CreateWith(profiles, proven, LinkProof.Token, at);
        }

        var behindBrowser = browser is null ? null : profiles.Find(IdentifierKind.Uuid, browser);
        if (behindBrowser is { IsRecognized: false })
        {
            if (!profiles.IsProven(IdentifierKind.Uuid, browser!))
            {
                profiles.Link(behindBrowser, IdentifierKind.Uuid, browser!, LinkProof.SentWithToken);
            }

            return behindBrowser;
        }

        return browser is not null && behindBrowser is null
            ? ProfileIdentifiers.CreateWith(profiles, browser, LinkProof.SentWithToken, at)
            : ProfileIdentifiers.CreateWith(profiles, ProfileIdentifiers.MakeUuid(at), LinkProof.Server, at);
    }

    private static bool SharesUuid(IProfileDirectory profiles, ProfileState profile, JournalEntry entry, TokenIdentity token) =>
        (token.Uuid ?? entry.ClientUuidText) is { } uuid && profiles.Find(IdentifierKind.Uuid, uuid)?.Id == profile.Id;
}

/// <summary>Where an accepted event went.</summary>
/// <param name="Profile">The profile whose activity it is.</param>
/// <param name="Conflict">Whether it had an identifier that was not accepted; then it changed nothing else.</param>
/// <param name="NotKept">The customer data that it had the right to change and that was not kept; null for none.</param>
public readonly record struct ProfileOutcome(ProfileState Profile, bool Conflict, IReadOnlyList<string>? NotKept);
