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
