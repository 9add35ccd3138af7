namespace EventAuth.Core.Policies;

/// <summary>On which lists one event stands.</summary>
[Flags]
public enum EventLists
{
    None = 0,
    AnonymousWithoutJwt = 1,
    UpdateWithoutJwt = 2,
    UpdateWithJwt = 4,
}
