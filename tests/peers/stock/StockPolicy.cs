namespace EventAuth.Peers.Stock;

/// <summary>Which events need a token, and which an anonymous customer may send.</summary>
internal sealed class StockPolicy(HashSet<string> withJwt, HashSet<string> withoutJwt, HashSet<string> anonymous)
{
    /// <summary>Reads the three lists, one name a line, from a folder.</summary>
    public static StockPolicy Read(string folder)
    {
        return new(List("update-with-jwt"), List("update-without-jwt"), List("anonymous-without-jwt"));

        HashSet<string> List(string name) => [.. File.ReadAllLines(Path.Combine(folder, name + ".txt"))];
    }

    /// <summary>The HTTP status for one event, and the reason.</summary>
    public (int Status, string Reason) Decide(string action, bool authenticated)
    {
        if (withJwt.Contains(action))
        {
            return authenticated ? (StatusCodes.Status202Accepted, "listed_with_jwt") : (StatusCodes.Status401Unauthorized, "jwt_required");
        }

        if (withoutJwt.Contains(action))
        {
            return (StatusCodes.Status202Accepted, "listed_update_without_jwt");
        }

        if (authenticated)
        {
            return (StatusCodes.Status202Accepted, "authenticated");
        }

        if (anonymous.Count == 0)
        {
            return (StatusCodes.Status202Accepted, "anonymous_list_empty");
        }

        return anonymous.Contains(action)
            ? (StatusCodes.Status202Accepted, "listed_anonymous")
            : (StatusCodes.Status403Forbidden, "not_allowed_for_anonymous");
    }
}
