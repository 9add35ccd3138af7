using System.Globalization;
using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Components.Overview;

/// <summary>The address of the decisions behind a figure, on the page "Live". It names what is asked for and no customer.</summary>
internal static class LiveAddress
{
    /// <summary>The page, relative to the console.</summary>
    public const string Page = "live";

    /// <summary>The decisions that a filter finds.</summary>
    public static string Of(DecisionFilter filter)
    {
        var members = new Dictionary<string, string?>
        {
            ["outcome"] = filter.Accepted switch { true => "accepted", false => "rejected", null => null },
            ["action"] = filter.Action,
            ["code"] = filter.Reason?.ToCode(),
            ["certificate"] = filter.CertificateId,
            ["since"] = Written(filter.Since),
            ["until"] = Written(filter.Until),
        };
        return Page + QueryString.Create(members.Where(member => member.Value is not null)).ToString();
    }

    private static string? Written(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
