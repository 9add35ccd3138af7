using EventAuth.Core.Decisions;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>
/// The contract's paragraphs on profiles implemented once more, in the simplest way and without regard to speed: lists that are
/// searched from the beginning. It shares no code with what it is compared with, except the decision.
/// </summary>
internal sealed class ProofModel(PolicySnapshot policy)
{
    private const int Most = 200;
    private const int MostUnproven = 100;

    private readonly List<ModelProfile> _profiles = [];
    private readonly HashSet<string> _sent = [];

    /// <summary>A line for each accepted event: whose it is, whether it is a conflict, what was not kept.</summary>
    public List<string> Events { get; } = [];

    public IEnumerable<string> Profiles =>
        _profiles.Select(profile => profile.MergedInto is { } into ? $"{profile.Id} in {into}" : profile.ToLine());

    public IEnumerable<string> Identifiers => _profiles
        .SelectMany(profile => profile.Marks.Select(mark => $"{(int)mark.Kind} {mark.Value ?? "server"} {profile.Id} {mark.IsProven}"))
        .Order(StringComparer.Ordinal);

    public void Send(PlainEvent sent)
    {
        var profile = sent.Token is { } named ? Pick(sent, named) : Holder(IdentifierKind.Uuid, sent.ClientUuid);
        var customer = sent.Token is not null ? CustomerState.Authenticated
            : profile is { IsKnown: true } ? CustomerState.Known
            : CustomerState.Anonymous;
        var decision = EventDecider.Decide(policy, sent.Action, customer);
        if (!decision.Accepted || (sent.EventSalt is not null && !_sent.Add($"{Identity(sent)}|{sent.Action}|{sent.EventSalt}")))
        {
            return;
        }

        var conflict = sent.Token is { } token
            ? profile is not null && Conflicts(profile, token)
            : decision.MayChangeData && Conflicts(profile, sent);
        profile ??= sent.Token is null ? Create(sent.ClientUuid, isProven: false) : Found(sent, sent.Token, decision.MayChangeData);
        var notKept = !decision.MayChangeData ? [] : sent.Data.Select(datum => datum.Name).ToList();
        if (!conflict)
        {
            Settle(profile, sent, decision.MayChangeData);
            notKept = decision.MayChangeData ? Write(profile, sent.Data, sent.Token is not null) : [];
        }

        Events.Add($"{profile.Id} {conflict} {string.Join(',', notKept)}");
    }

    private static string Identity(PlainEvent sent) => sent.Token switch
    {
        { CustomId: { } customId } => "customId " + customId,
        { Email: { } email } => "email " + email,
        { Uuid: { } uuid } => "proven uuid " + uuid,
        _ => "uuid " + sent.ClientUuid,
    };

    private static string? Fold(string? email) => email is null ? null : IdentifierRules.FoldEmail(email);

    private ModelProfile? Holder(IdentifierKind kind, string? value) =>
        value is null ? null : _profiles.SingleOrDefault(profile => profile.Marks.Exists(mark => mark.Kind == kind && mark.Value == value));

    // "the first that exists"; "without proof counts as existing only where that profile also has the token's or the event's uuid"
    private ModelProfile? Pick(PlainEvent sent, TokenIdentity token)
    {
        foreach (var (kind, value) in new[] { (IdentifierKind.CustomId, token.CustomId), (IdentifierKind.Email, Fold(token.Email)) })
        {
            if (Holder(kind, value) is { } holder
                && (holder.Of(kind)!.IsProven
                    || holder == Holder(IdentifierKind.Uuid, token.Uuid)
                    || holder == Holder(IdentifierKind.Uuid, sent.ClientUuid)))
            {
                return holder;
            }
        }

        return Holder(IdentifierKind.Uuid, token.Uuid);
    }

    // "one that brings another profile's identifier, or another value for an identifier that is already set"
    private bool Conflicts(ModelProfile? profile, PlainEvent sent) =>
        new[] { (IdentifierKind.Email, Fold(sent.ClientEmail)), (IdentifierKind.CustomId, sent.ClientCustomId) }.Any(brought =>
            brought.Item2 is { } value
            && ((Holder(brought.Item1, value) is { } holder && holder != profile)
                || (profile?.Of(brought.Item1) is { } mark && mark.Value != value)));

    // "a proven customId is itself never replaced; an identifier that another profile holds with proof stays there"
    private bool Conflicts(ModelProfile profile, TokenIdentity token)
    {
        var email = Fold(token.Email);
        return (token.CustomId is not null && profile.Of(IdentifierKind.CustomId) is { IsProven: true } own && own.Value != token.CustomId)
            || (Holder(IdentifierKind.Email, email) is { } byEmail && byEmail != profile && byEmail.Of(IdentifierKind.Email)!.IsProven)
            || (Holder(IdentifierKind.Uuid, token.Uuid) is { } byUuid
                && byUuid != profile
                && byUuid.Marks.Exists(mark => mark.Value == token.Uuid && mark.IsProven)
                && byUuid.Marks.Exists(mark => mark.Kind != IdentifierKind.Uuid && mark.Value != email && mark.Value != token.CustomId));
    }

    private ModelProfile Found(PlainEvent sent, TokenIdentity token, bool mayChange)
    {
        if (token.Uuid is null && mayChange && sent.ClientUuid is not null)
        {
            var behind = Holder(IdentifierKind.Uuid, sent.ClientUuid);
            return behind is null ? Create(sent.ClientUuid, isProven: false) : behind.IsKnown ? Create(null, isProven: true) : behind;
        }

        return Create(token.Uuid, isProven: true);
    }

    private ModelProfile Create(string? uuid, bool isProven)
    {
        var profile = new ModelProfile(_profiles.Count + 1);
        profile.Marks.Add(new Mark(IdentifierKind.Uuid, uuid, uuid, isProven));
        _profiles.Add(profile);
        return profile;
    }

    // "First the identifiers are settled, then the uuids."
    private void Settle(ModelProfile profile, PlainEvent sent, bool mayChange)
    {
        if (sent.Token is not { } token)
        {
            if (mayChange)
            {
                Give(profile, IdentifierKind.Email, sent.ClientEmail, isProven: false);
                Give(profile, IdentifierKind.CustomId, sent.ClientCustomId, isProven: false);
            }

            return;
        }

        Give(profile, IdentifierKind.CustomId, token.CustomId, isProven: true);
        Give(profile, IdentifierKind.Email, token.Email, isProven: true);
        if (token.Uuid is not null)
        {
            Bring(profile, token.Uuid, isProven: true);
        }
        else if (mayChange && sent.ClientUuid is not null && Holder(IdentifierKind.Uuid, sent.ClientUuid) is not { IsKnown: true })
        {
            Bring(profile, sent.ClientUuid, isProven: false);
        }
    }

    private void Give(ModelProfile profile, IdentifierKind kind, string? sent, bool isProven)
    {
        var value = kind == IdentifierKind.Email ? Fold(sent) : sent;
        if (value is null || (profile.Of(kind) is { } present && present.Value == value && (present.IsProven || !isProven)))
        {
            return;
        }

        _profiles.ForEach(any => any.Marks.RemoveAll(mark => mark.Kind == kind && (mark.Value == value || any == profile)));
        profile.Marks.Add(new Mark(kind, value, sent, isProven));
    }

    private void Bring(ModelProfile profile, string uuid, bool isProven)
    {
        var holder = Holder(IdentifierKind.Uuid, uuid);
        if (holder is not null && holder != profile && !holder.IsKnown)
        {
            Merge(holder, profile, uuid, isProven);
            return;
        }

        var before = profile.Marks.Find(mark => mark.Value == uuid);
        if (before is null || (isProven && !before.IsProven))
        {
            (holder ?? profile).Marks.RemoveAll(mark => mark.Kind == IdentifierKind.Uuid && mark.Value == uuid);
            profile.Marks.Add(new Mark(IdentifierKind.Uuid, uuid, uuid, isProven));
            if (holder?.Of(IdentifierKind.Uuid) is null)
            {
                holder?.Marks.Add(new Mark(IdentifierKind.Uuid, null, null, IsProven: true));
            }
        }
    }

    private void Merge(ModelProfile source, ModelProfile target, string uuid, bool isProven)
    {
        target.Marks.AddRange(source.Marks.Select(mark => mark with { IsProven = mark.IsProven || (isProven && mark.Value == uuid) }));
        source.Marks.Clear();
        source.MergedInto = target.Id;
        _profiles.Where(profile => profile.MergedInto == source.Id).ToList().ForEach(profile => profile.MergedInto = target.Id);
        var brought = source.Data
            .Where(pair => !target.Data.TryGetValue(pair.Key, out var present) || (pair.Value.IsProven && !present.IsProven))
            .OrderByDescending(pair => pair.Value.IsProven)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal);
        foreach (var (name, value) in brought.ToList())
        {
            Put(target, name, value.Json, value.IsProven);
        }
    }

    private static List<string> Write(ModelProfile profile, IEnumerable<PlainDatum> data, bool isProven) =>
        [.. data.Where(datum => !Put(profile, datum.Name, datum.Json, isProven)).Select(datum => datum.Name)];

    /// <summary>Whether it is as the sender said afterwards.</summary>
    private static bool Put(ModelProfile profile, string name, string? json, bool isProven)
    {
        var data = profile.Data;
        if (data.TryGetValue(name, out var present) && present.IsProven && !isProven)
        {
            return present.Json == json;
        }

        if (json is null)
        {
            data.Remove(name);
            return true;
        }

        data.Remove(name);
        if (!isProven && (data.Count >= Most || data.Values.Count(value => !value.IsProven) >= MostUnproven))
        {
            return false;
        }

        if (data.Count >= Most)
        {
            var weak = data.Where(pair => !pair.Value.IsProven).Select(pair => pair.Key).Order(StringComparer.Ordinal).LastOrDefault();
            if (weak is null)
            {
                return false;
            }

            data.Remove(weak);
        }

        data.Add(name, (json, isProven));
        return true;
    }

    private sealed record Mark(IdentifierKind Kind, string? Value, string? Text, bool IsProven);

    private sealed class ModelProfile(long id)
    {
        public long Id { get; } = id;

        public long? MergedInto { get; set; }

        public List<Mark> Marks { get; } = [];

        public Dictionary<string, (string Json, bool IsProven)> Data { get; } = [];

        public bool IsKnown => Marks.Exists(mark => mark.Kind != IdentifierKind.Uuid);

        public Mark? Of(IdentifierKind kind) => Marks.Find(mark => mark.Kind == kind);

        public string ToLine()
        {
            var data = Data
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key}={pair.Value.Json}{(pair.Value.IsProven ? "" : "?")}");
            return string.Join(' ', [$"{Id}", Line(IdentifierKind.Email), Line(IdentifierKind.CustomId), .. data]);
        }

        private string Line(IdentifierKind kind) => Of(kind) is { } mark ? $"{mark.Text}{(mark.IsProven ? "" : "?")}" : "-";
    }
}
