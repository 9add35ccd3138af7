using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using EventAuth.Testing.Policies;

namespace EventAuth.Core.Tests.Rules;

/// <summary>A policy as a test makes it up.</summary>
/// <param name="Events">Names with the lists that each is put on; a name may come more than once.</param>
internal sealed record PolicyDraft((string Name, EventLists Lists)[] Events, PolicyMode Mode, OtherEvents Others, bool HasKey)
{
    /// <summary>The lists that a name is on.</summary>
    public EventLists ListsOf(string name)
    {
        var lists = EventLists.None;
        foreach (var each in Events)
        {
            lists |= each.Name == name ? each.Lists : EventLists.None;
        }

        return lists;
    }

    /// <summary>The names on any list, each once.</summary>
    public IEnumerable<string> Names() => Events.Where(each => each.Lists != EventLists.None).Select(each => each.Name).Distinct();

    /// <summary>The policy itself.</summary>
    /// <param name="like">If given: equal lists are its very lists, as after a change of others.</param>
    public EventPolicy ToPolicy(EventPolicy? like = null)
    {
        var policy = (HasKey ? Listed.Policy : EventPolicy.Empty) with { Mode = Mode, OtherEvents = Others };
        foreach (var kind in EventPolicy.Kinds)
        {
            var list = Events.Where(each => each.Lists.HasFlag(kind.ToFlag())).Select(each => EventName.Parse(each.Name)).ToList();
            policy = policy.With(kind, like is not null && like[kind].SetEquals(list) ? like[kind] : list);
        }

        return policy;
    }

    /// <summary>What the contract says in words about an event, written down a second time.</summary>
    public Verdict Decide(string name, Caller caller)
    {
        var (lists, filled) = (ListsOf(name), Events.Aggregate(EventLists.None, (all, each) => all | each.Lists));
        if (caller == Caller.BadToken || (caller == Caller.ValidToken && !HasKey))
        {
            return new Verdict("invalid_token", Accepted: false, MayChangeData: false);
        }

        var hasToken = caller == Caller.ValidToken;
        var isUpdateListed = lists.HasFlag(EventLists.UpdateWithoutJwt);
        if (lists.HasFlag(EventLists.UpdateWithJwt))
        {
            return hasToken ? new Verdict("listed_with_jwt", Accepted: true, MayChangeData: true) : Refuse("jwt_required");
        }

        if (isUpdateListed)
        {
            return new Verdict("listed_update_without_jwt", Accepted: true, MayChangeData: true);
        }

        if (lists == EventLists.None && Others == OtherEvents.Reject)
        {
            return Refuse("not_listed");
        }

        if (lists == EventLists.None && Others == OtherEvents.RequireJwt && !hasToken)
        {
            return Refuse("jwt_required");
        }

        var noUpdateList = !filled.HasFlag(EventLists.UpdateWithoutJwt) && !filled.HasFlag(EventLists.UpdateWithJwt);
        return caller switch
        {
            Caller.ValidToken => new Verdict("authenticated", Accepted: true, MayChangeData: !filled.HasFlag(EventLists.UpdateWithJwt)),
            Caller.Known => new Verdict("known_customer", Accepted: true, noUpdateList),
            _ when !filled.HasFlag(EventLists.AnonymousWithoutJwt) => new Verdict("anonymous_list_empty", Accepted: true, noUpdateList),
            _ when lists.HasFlag(EventLists.AnonymousWithoutJwt) => new Verdict("listed_anonymous", Accepted: true, noUpdateList),
            _ => Refuse("not_allowed_for_anonymous"),
        };

        Verdict Refuse(string code)
        {
            var otherwise = caller switch
            {
                Caller.ValidToken => "authenticated",
                Caller.Known => "known_customer",
                _ => lists.HasFlag(EventLists.AnonymousWithoutJwt) ? "listed_anonymous" : "anonymous_list_empty",
            };
            return Mode == PolicyMode.Monitor
                ? new Verdict(otherwise, Accepted: true, MayChangeData: false, code)
                : new Verdict(code, Accepted: false, MayChangeData: false);
        }
    }

    public override string ToString() =>
        $"[{string.Join(", ", Events.Select(each => $"{each.Name}: {each.Lists}"))}] {Mode}, others {Others}, key {HasKey}";
}
