using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Recognises a token whose first letters were lost: nearly all begin with the same ones, so they can be put back.</summary>
internal static class LostBeginning
{
    // The JSON of a header begins with {"alg" or {"typ", mostly.
    private static readonly string[] Beginnings = ["e", "ey", "eyJ", "eyJh", "eyJ0"];

    /// <summary>The token with its beginning, where it was lost.</summary>
    public static string Restore(string token, FindingList findings)
    {
        var end = token.IndexOf('.', StringComparison.Ordinal);
        if (end <= 0 || token.StartsWith("ey", StringComparison.Ordinal) || IsHeader(token[..end]))
        {
            return token;
        }

        if (Array.Find(Beginnings, beginning => IsHeader(beginning + token[..end])) is not { } lost)
        {
            return token;
        }

        findings.Wrong(TokenFindingCode.BeginningMissing, ("lost", lost), ("count", lost.Length));
        return lost + token;
    }

    private static bool IsHeader(string part) =>
        LooseBase64.Decode(part).Bytes is { } bytes && LooseJson.Read(bytes, "header", new FindingList())?.Find("alg") is not null;
}
