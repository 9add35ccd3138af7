namespace EventAuth.Core.Policies;

/// <summary>The three lists of a policy.</summary>
public enum EventListKind
{
    /// <summary>"Events without JWT allowed for anonymous customers".</summary>
    AnonymousWithoutJwt,

    /// <summary>"Events without JWT allowed for updating customer's information".</summary>
    UpdateWithoutJwt,

    /// <summary>"Events with JWT allowed for updating customer's information".</summary>
    UpdateWithJwt,
}

/// <summary>The two ways to name a list: by its kind, and as a flag among the lists of an event.</summary>
public static class EventListKindExtensions
{
    /// <summary>The flag of a kind.</summary>
    public static EventLists ToFlag(this EventListKind kind) => kind switch
    {
        EventListKind.AnonymousWithoutJwt => EventLists.AnonymousWithoutJwt,
        EventListKind.UpdateWithoutJwt => EventLists.UpdateWithoutJwt,
        EventListKind.UpdateWithJwt => EventLists.UpdateWithJwt,
    };

    /// <summary>The name of the list in the HTTP contract.</summary>
    public static string ToMemberName(this EventListKind kind) => kind switch
    {
        EventListKind.AnonymousWithoutJwt => "anonymousWithoutJwt",
        EventListKind.UpdateWithoutJwt => "updateWithoutJwt",
        EventListKind.UpdateWithJwt => "updateWithJwt",
    };
}

/// <summary>Which lists one event is on.</summary>
[Flags]
public enum EventLists
{
    None = 0,
    AnonymousWithoutJwt = 1,
    UpdateWithoutJwt = 2,
    UpdateWithJwt = 4,
}
